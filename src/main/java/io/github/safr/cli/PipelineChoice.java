package io.github.safr.cli;

import io.github.safr.model.DeviceChoice;
import org.jspecify.annotations.Nullable;

/**
 * What {@code annotate} asks of a pipeline.
 *
 * @param model name of a bundled model, or path of a model directory
 * @param trustedKey path of the public key that the model must be signed by; null for any model
 * @param explain whether explanations are wanted beside the labels
 */
record PipelineChoice(
    String model,
    @Nullable String trustedKey,
    DeviceChoice device,
    AnnotationChoice annotations,
    LanguageChoice language,
    boolean explain) {}
