// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import java.nio.file.Path;

/**
 * A fenced block of a Markdown page.
 *
 * @param page the page
 * @param line the line of its first line, from 1
 * @param heading the heading it stands under, or an empty string
 * @param language what is written behind the opening fence, or an empty string
 * @param note what the comment right above it says ({@code <!-- … -->}), or an empty string
 * @param text the block's text
 */
record Snippet(Path page, int line, String heading, String language, String note, String text) {

    @Override
    public String toString() {
        return page.getFileName() + ":" + line + (heading.isEmpty() ? "" : " (" + heading + ")");
    }
}
