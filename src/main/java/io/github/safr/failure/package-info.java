/** UIMA's exceptions with messages of ours. */
package io.github.safr.failure;
