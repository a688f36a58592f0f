package org.nethook.api.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiEndingsTest {
    private static final String TYPE = "type public interface a/Context : java/lang/Object";
    private static final String LOG = "method public abstract %sa/Context log ()V";

    private static List<String> endings(Map<String, String> instead, String... logs) {
        List<Map.Entry<String, Set<String>>> listings = new ArrayList<>();
        for (String log : logs) {
            Set<String> lines = log == null ? Set.of(TYPE) : Set.of(TYPE, LOG.formatted(log));
            listings.add(Map.entry("0." + (listings.size() + 1) + ".0", lines));
        }
        return ApiEndings.of(listings, instead);
    }

    /** What a member goes through, a version each. */
    @Test
    void shouldGradeAMemberByWhatTheVersionsSayOfIt() {
        String soon = "deprecated ";
        String last = "deprecated-for-removal ";
        Map<String, String> none = Map.of();
        assertEquals(List.of(), endings(none, "", ""));
        assertEquals(List.of("DEPRECATED 0.2.0 a/Context log ()V"), endings(none, "", soon));
        assertEquals(List.of("DEPRECATED 0.2.0 a/Context log ()V"), endings(none, "", soon, soon));
        assertEquals(List.of("LAST 0.3.0 a/Context log ()V"), endings(none, "", soon, last));
        assertEquals(List.of("REFUSED 0.3.0 a/Context log ()V"), endings(none, "", soon, last, last));
        assertEquals(List.of("REFUSED 0.3.0 a/Context log ()V"), endings(none, "", soon, last, last, last));
        assertEquals(List.of("GONE 0.4.0 a/Context log ()V"), endings(none, "", soon, last, null, null));
        assertEquals(List.of(), endings(none, "", soon, ""));
        assertEquals(List.of(), endings(none, "", null, ""));
    }

    @Test
    void shouldNameATypeThatIsGoneWithoutItsMembers() {
        assertEquals(
                List.of("GONE 0.2.0 a/Context"),
                ApiEndings.of(
                        List.of(Map.entry("0.1.0", Set.of(TYPE, LOG.formatted(""))), Map.entry("0.2.0", Set.of())),
                        Map.of()));
    }

    @Test
    void shouldKeepWhatToDoOfWhatIsGone() {
        List<String> before = List.of("# a comment", "LAST 0.2.0 a/Context log ()V # use note()");
        assertEquals(
                List.of("GONE 0.3.0 a/Context log ()V # use note()"),
                endings(ApiEndings.instead(before), "", "deprecated-for-removal ", null));
    }

    @Test
    void shouldReadFromTheJavadocWhatToDo() throws IOException {
        Map<String, String> tags = DeprecatedTags.of(Path.of("src/test/java/org/nethook/api/listing"));
        String sample = Sample.class.getName().replace('.', '/');
        assertEquals("it goes", tags.get(sample + " old ()V"));
        assertEquals("it goes, some day", tags.get(sample + "$Kind B L" + sample + "$Kind;"));
        assertEquals(
                "use PluginContext.report() or note(String[])",
                DeprecatedTags.tag(" Says.\n\n @deprecated use {@link PluginContext#report()}\n or {@code"
                        + " #note(String[])}\n @since 1\n"));
    }
}
