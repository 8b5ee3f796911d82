// SPDX-License-Identifier: Apache-2.0
package covered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CoveredTest {
    @Test
    void choosesYes() {
        CompletableFuture<Boolean> choice = new CompletableFuture<>();
        CompletableFuture<String> chosen = Covered.choose(choice);
        choice.complete(true);
        assertEquals("yes", chosen.join());
    }
}
