// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNameFilterTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.**,      com/acme/Shop,         true",
        "com.acme.**,      com/acme/deep/Shop$1,  true",
        "com.acme.**,      com/acmes/Shop,        false",
        "com/acme/*,       com/acme/Shop,         true",
        "com/acme/*,       com/acme/deep/Shop,    false",
        "**.Shop,          com/acme/Shop,         true",
        "**.Shop,          Shop,                  true",
        "**.Shop,          com/acme/MyShop,       false",
        "com.**.Shop,      com/Shop,              true",
        "com.acme.Sh?p,    com/acme/Shop,         true",
        "com.acme.Shop$*,  com/acme/Shop$Item,    true",
        "com.acme.,        com/acme/deep/Shop,    true",
        "**,               module/Any,            true"
    })
    void patterns_are_matched_with_binary_names(String pattern, String className, boolean matches) {
        assertEquals(matches, new ClassNameFilter(List.of(pattern), List.of()).accepts(className));
        assertEquals(!matches, new ClassNameFilter(List.of(), List.of(pattern)).accepts(className));
        assertEquals(
                matches, new ClassNameFilter(List.of(pattern), List.of("x.**")).accepts(className.replace('/', '.')));
    }
}
