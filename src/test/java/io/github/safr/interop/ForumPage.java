package io.github.safr.interop;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CASException;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.StringArrayFS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.cas.FSArray;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;

/** A document of somebody who has types of their own, which refer to each other. */
final class ForumPage {

  /** What such a person wants labels for; one of the posts has no word. */
  static final String POST = "forum.Post";

  static final String TEXT =
      "The soup at the harbour café was wonderful, and the waiter couldn't have been kinder. "
          + "But the room was cold!\n\n"
          + "We won't come back: a dull, lifeless evening 😞 and an awful dessert.\n\n"
          + "   \n\n"
          + "It's a charming little place… Go there.";

  private ForumPage() {}

  /** The types of the forum. */
  static TypeSystemDescription types() throws Exception {
    return UIMAFramework.getXMLParser()
        .parseTypeSystemDescription(
            new XMLInputSource(
                ForumPage.class.getResource("/io/github/safr/interop/UserTypes.xml")));
  }

  /** Puts text and annotations into an empty view. */
  static void fill(CAS view) throws CASException {
    view.setDocumentLanguage("en");
    view.setDocumentText(TEXT);
    Type authorType = view.getTypeSystem().getType("forum.Author");
    FeatureStructure author = view.createFS(authorType);
    author.setStringValue(authorType.getFeatureByBaseName("name"), "Özlem");
    view.addFsToIndexes(author);

    List<AnnotationFS> posts = posts(view, author);
    Type threadType = view.getTypeSystem().getType("forum.Thread");
    AnnotationFS thread = view.createAnnotation(threadType, 0, TEXT.length());
    FSArray<Annotation> array = new FSArray<>(view.getJCas(), posts.size());
    for (int i = 0; i < posts.size(); i++) {
      array.set(i, (Annotation) posts.get(i));
    }
    thread.setFeatureValue(threadType.getFeatureByBaseName("posts"), array);
    StringArrayFS tags = view.createStringArrayFS(2);
    tags.set(0, "food");
    thread.setFeatureValue(threadType.getFeatureByBaseName("tags"), tags);
    view.addFsToIndexes(thread);
  }

  private static List<AnnotationFS> posts(CAS view, FeatureStructure author) {
    Type type = view.getTypeSystem().getType(POST);
    List<AnnotationFS> posts = new ArrayList<>();
    int begin = 0;
    for (String part : TEXT.split("\n\n", -1)) {
      AnnotationFS post = view.createAnnotation(type, begin, begin + part.length());
      post.setFeatureValue(type.getFeatureByBaseName("author"), author);
      post.setDoubleValue(type.getFeatureByBaseName("score"), 0.5 + posts.size());
      if (!posts.isEmpty()) {
        post.setFeatureValue(type.getFeatureByBaseName("answers"), posts.get(posts.size() - 1));
      }
      view.addFsToIndexes(post);
      posts.add(post);
      begin += part.length() + 2;
    }
    return posts;
  }
}
