package io.github.safr.isolation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.beans.XMLDecoder;
import java.io.ObjectInput;
import java.io.ObjectInputFilter;
import java.io.ObjectOutput;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;

/** Doors of Java that stay shut in our code, whatever comes from strangers. */
@AnalyzeClasses(packages = "io.github.safr", importOptions = DoNotIncludeTests.class)
class ForbiddenApisTest {

  @ArchTest
  static final ArchRule nobodySerializesObjects =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(ObjectInput.class)
                  .or(assignableTo(ObjectOutput.class))
                  .or(assignableTo(ObjectInputFilter.class))
                  .or(assignableTo(XMLDecoder.class))
                  .or(
                      resideInAnyPackage(
                          "org.apache.uima.cas.impl.binary..",
                          "java.rmi..",
                          "javax.management.remote..")))
          .orShould()
          .callMethodWhere(
              target(
                      owner(
                          describe(
                              "Serialization",
                              type ->
                                  type.getName()
                                          .startsWith("org.apache.uima.cas.impl.Serialization")
                                      || type.getName().endsWith(".CasIOUtils"))))
                  .as("UIMA's forms of a CAS that hold Java objects"));

  @ArchTest
  static final ArchRule nobodyOpensConnections =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(Socket.class)
                  .or(assignableTo(ServerSocket.class))
                  .or(assignableTo(DatagramSocket.class))
                  .or(assignableTo(NetworkChannel.class))
                  .or(assignableTo(URLConnection.class))
                  .or(assignableTo(URLClassLoader.class))
                  .or(resideInAnyPackage("java.net.http..", "javax.net..", "com.sun.net..")));

  /** Locations on the class path, and models of OpenNLP, whose places are checked. */
  @ArchTest
  static final ArchRule locationsAreOpenedWhereTheyAreChecked =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.github.safr.text.OpenNlpModels")
          .and()
          .doNotHaveFullyQualifiedName("io.github.safr.text.ModelSearch")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(URL.class)))
                  .and(target(nameMatching("open(Stream|Connection)|getContent"))));

  @ArchTest
  static final ArchRule xmlIsReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.github.safr.io.SecureXml")
          .should()
          .dependOnClassesThat(
              assignableTo(SAXParserFactory.class)
                  .or(assignableTo(DocumentBuilderFactory.class))
                  .or(assignableTo(XMLInputFactory.class)))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(TransformerFactory.class)))
                  .and(target(nameMatching("newTransformer|newTemplates"))));

  @ArchTest
  static final ArchRule noProgramsAreStarted =
      noClasses()
          .should()
          .dependOnClassesThat(assignableTo(ProcessBuilder.class))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(Runtime.class))).and(target(nameMatching("exec|load.*"))));

  @ArchTest
  static final ArchRule archivesAreReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.github.safr.model.ArchiveFiles")
          .should()
          .dependOnClassesThat(assignableTo(ZipFile.class).or(assignableTo(ZipInputStream.class)));
}
