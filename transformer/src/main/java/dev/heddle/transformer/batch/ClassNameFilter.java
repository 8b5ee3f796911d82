// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.util.List;
import java.util.regex.Pattern;

/** The classes that includes and excludes let through. In a pattern, {@code *} stands for a part of a package's or class's name, {@code **} also for several of them. */
final class ClassNameFilter {

    private final List<Pattern> includes;
    private final List<Pattern> excludes;

    ClassNameFilter(List<String> includes, List<String> excludes) {
        this.includes = includes.stream().map(ClassNameFilter::compile).toList();
        this.excludes = excludes.stream().map(ClassNameFilter::compile).toList();
    }

    /** Tells whether a class, by its internal or binary name, is wanted. */
    boolean accepts(String className) {
        String name = className.replace('/', '.');
        boolean included = includes.isEmpty()
                || includes.stream().anyMatch(pattern -> pattern.matcher(name).matches());
        return included
                && excludes.stream().noneMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern compile(String glob) {
        String pattern = glob.strip().replace('/', '.');
        // As Ant has it, of which users are fond: com.acme. means all below.
        if (pattern.endsWith(".")) {
            pattern += "**";
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**.", i)) {
                regex.append("(?:.*\\.)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^.]*");
            } else if (c == '?') {
                regex.append("[^.]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
