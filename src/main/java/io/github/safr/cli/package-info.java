/**
 * The command line: one class a command, with classes for options that belong together ({@code
 * NetworkOptions}), and what they share: the console, exit codes, and how failures are told to a
 * person.
 *
 * <p>Results go to standard output and nothing else does, so that they pipe; progress, warnings and
 * errors go to standard error. Commands parse, check and print. What they do lives in other
 * packages, and no other package depends on this one.
 */
package io.github.safr.cli;
