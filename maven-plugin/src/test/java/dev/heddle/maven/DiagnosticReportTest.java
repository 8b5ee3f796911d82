// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class DiagnosticReportTest {

    private static final Diagnostic ERROR = diagnostic(DiagnosticCode.AWAIT_OUTSIDE_COROUTINE, 12);
    private static final Diagnostic WARNING = diagnostic(DiagnosticCode.DROPPED_COROUTINE, 34);
    private static final Diagnostic DEFECT = diagnostic(DiagnosticCode.OUTPUT_NOT_VERIFIED, 56);

    private final RecordingLog log = new RecordingLog();

    private static Diagnostic diagnostic(DiagnosticCode code, int line) {
        return new Diagnostic(code, "shop.Shop", "shop/Shop.java", line, 5, "wrong in Shop.total()", "\tawait(x);");
    }

    @Test
    void errorsComeLastAndWithTheirSource() {
        new DiagnosticReport(List.of(ERROR, WARNING)).print(log);
        assertEquals(List.of("warn " + WARNING.format(), "error " + ERROR.format()), log.lines());
    }

    @Test
    void oneErrorIsTheMessage() {
        MojoFailureException failure = assertThrows(
                MojoFailureException.class, () -> new DiagnosticReport(List.of(ERROR)).failIfNeeded(false));
        assertEquals("1 error: " + ERROR.headline(), failure.getMessage());
    }

    @Test
    void ofSeveralErrorsTheFirstIsInTheMessage() {
        DiagnosticReport report =
                new DiagnosticReport(List.of(WARNING, ERROR, diagnostic(DiagnosticCode.NAME_CLASH, 99)));
        MojoFailureException failure = assertThrows(MojoFailureException.class, () -> report.failIfNeeded(true));
        assertEquals("2 errors; the first: " + ERROR.headline(), failure.getMessage());
    }

    @Test
    void ourOwnDefectIsNoFaultOfTheProject() {
        assertThrows(
                MojoExecutionException.class, () -> new DiagnosticReport(List.of(ERROR, DEFECT)).failIfNeeded(false));
    }

    @Test
    void warningsFailOnRequestOnly() {
        DiagnosticReport report = new DiagnosticReport(List.of(WARNING));
        assertDoesNotThrow(() -> report.failIfNeeded(false));
        MojoFailureException failure = assertThrows(MojoFailureException.class, () -> report.failIfNeeded(true));
        assertEquals("1 warning, and heddle.failOnWarning is set: " + WARNING.headline(), failure.getMessage());
    }

    @Test
    void nothingToSayNeverFails() {
        assertDoesNotThrow(() -> new DiagnosticReport(List.of()).failIfNeeded(true));
    }
}
