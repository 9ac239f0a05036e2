package io.github.safr.io;

import org.apache.uima.Constants;
import org.apache.uima.ResourceSpecifierFactory;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.metadata.AnalysisEngineMetaData;
import org.apache.uima.analysis_engine.metadata.FixedFlow;
import org.apache.uima.analysis_engine.metadata.SofaMapping;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.metadata.Capability;

/** Puts a pipeline that knows of one view before another one, by UIMA's sofa mapping. */
final class ViewMapping {

  private static final String PIPELINE = "pipeline";

  private ViewMapping() {}

  /**
   * A pipeline that takes a view for the first.
   *
   * @return the pipeline itself if the view is the first
   */
  static AnalysisEngineDescription over(AnalysisEngineDescription pipeline, String view) {
    if (view.equals(CAS.NAME_DEFAULT_SOFA)) {
      return pipeline;
    }
    ResourceSpecifierFactory factory = UIMAFramework.getResourceSpecifierFactory();
    AnalysisEngineDescription mapped = factory.createAnalysisEngineDescription();
    mapped.setFrameworkImplementation(Constants.JAVA_FRAMEWORK_NAME);
    mapped.setPrimitive(false);
    mapped.getDelegateAnalysisEngineSpecifiersWithImports().put(PIPELINE, pipeline);
    SofaMapping mapping = factory.createSofaMapping();
    mapping.setComponentKey(PIPELINE);
    mapping.setComponentSofaName(CAS.NAME_DEFAULT_SOFA);
    mapping.setAggregateSofaName(view);
    mapped.setSofaMappings(new SofaMapping[] {mapping});

    AnalysisEngineMetaData about = mapped.getAnalysisEngineMetaData();
    about.setName(pipeline.getAnalysisEngineMetaData().getName() + " in " + view);
    about.setOperationalProperties(pipeline.getAnalysisEngineMetaData().getOperationalProperties());
    FixedFlow flow = factory.createFixedFlow();
    flow.setFixedFlow(new String[] {PIPELINE});
    about.setFlowConstraints(flow);
    Capability capability = factory.createCapability();
    capability.setInputSofas(new String[] {view});
    about.setCapabilities(new Capability[] {capability});
    return mapped;
  }
}
