// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FrameNamerTest {

    private final FrameNamer namer = new FrameNamer("com/acme/Shop");

    @Test
    void a_frame_is_named_after_its_method() {
        assertEquals("com/acme/Shop$order$Async", namer.name("order"));
    }

    @Test
    void overloads_are_numbered() {
        namer.name("order");
        assertEquals("com/acme/Shop$order$Async$2", namer.name("order"));
        assertEquals("com/acme/Shop$order$Async$3", namer.name("order"));
    }

    @Test
    void names_that_differ_only_in_case_do_not_share_a_file_where_case_is_ignored() {
        String lower = namer.name("order");
        String upper = namer.name("Order");
        assertNotEquals(lower.toLowerCase(Locale.ROOT), upper.toLowerCase(Locale.ROOT));
    }

    @Test
    void characters_that_file_systems_refuse_are_replaced() {
        assertEquals("com/acme/Shop$is_it_done_$Async", namer.name("is it done?"));
    }

    @Test
    void long_names_are_cut_and_stay_apart() {
        String stem = "x".repeat(300);
        String first = namer.name(stem + "1");
        String second = namer.name(stem + "2");
        assertTrue(first.length() < 230, first);
        assertNotEquals(first, second);
    }
}
