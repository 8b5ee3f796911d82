// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.cli;

/** What the command line says about itself. */
final class Usage {

    static final String TEXT = """
            Usage: java -jar heddle-transformer-VERSION-all.jar COMMAND DIR|JAR [OPTION...]

            Commands:
              transform   rewrite the classes with coroutines; if one of them has an error, write nothing
              check       say what transform would say, and verify what is transformed already; write nothing
              inspect     show each coroutine's states and its bytecode before and after

            Options of transform and check:
              --classpath CP     where the superclasses of what the classes use are found
              --sources DIR      a source folder, for messages with columns and source lines (repeatable)
              --include PATTERN  transform only such classes, com.acme.** for instance (repeatable)
              --exclude PATTERN  leave such classes alone (repeatable)
              --no-verify        do not verify the classes that are written

            Options of transform:
              --out DIR|JAR      where to write (default: in place)
              --originals DIR    keep the class files as they were, for inspect

            Options of inspect:
              --class NAME       show only this class, by its simple or binary name
              --method NAME      show only the coroutines of this name
              --format FORMAT    text (default), html or json
              --classpath CP, --sources DIR   as above
              --originals DIR    where transform kept the class files as they were

              --help             print this
              --version          print the version

            Exit status: 0 done; 1 the input has errors, or can't be read; 2 wrong usage.
            """;

    private Usage() {}
}
