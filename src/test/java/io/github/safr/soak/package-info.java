/**
 * Long runs, by hand: many threads on one model, pipelines that come and go, and what they leave
 * behind. Short ones are tests of the build.
 */
package io.github.safr.soak;
