package org.nethook.api.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApiChangesTest {
    private static final String POINT = "type public interface a/Point : org/pf4j/ExtensionPoint";
    private static final String LISTENER = "type public interface a/Listener : a/Point";
    private static final String TOLD = "method public abstract a/Listener told (I)V";
    private static final String NAME = "method public abstract a/Listener name ()Ljava/lang/String;";
    private static final String CONTEXT = "type public interface a/Context :";
    private static final String LOG = "method public abstract a/Context log ()V";
    private static final String NOTE = "method public abstract a/Context note ()V";
    private static final Set<String> BEFORE = Set.of(POINT, LISTENER, TOLD, NAME, CONTEXT, LOG, NOTE);

    @Test
    void shouldCallWhatIsGoneABreak() {
        assertEquals(List.of("gone: " + LOG), with(LOG, null).breaks());
        String other = "method public abstract a/Context log ()I";
        ApiChanges changed = with(LOG, other);
        assertEquals(List.of("gone: " + LOG), changed.breaks());
        assertEquals(List.of("new: " + other), changed.additions());
    }

    @Test
    void shouldCallANewMethodThatPluginsLackABreak() {
        String more = "method public abstract a/Listener more ()V";
        assertEquals(List.of("new: " + more), with(null, more).breaks());
        String task = "type public interface a/Task :";
        Set<String> before = new TreeSet<>(Set.of(task, "method public abstract a/Task run ()V"));
        Set<String> after = new TreeSet<>(before);
        after.add("method public abstract a/Task stop ()V");
        assertEquals(1, ApiChanges.between(before, after).breaks().size());
    }

    @Test
    void shouldCallANewMethodWithABodyOrOfTheHostsOwnTypesAnAddition() {
        String ofHost = "method public abstract a/Context more ()V";
        assertEquals(List.of("new: " + ofHost), with(null, ofHost).additions());
        String withBody = "method public a/Listener more ()V";
        ApiChanges changes = with(null, withBody);
        assertEquals(List.of("new: " + withBody), changes.additions());
        assertEquals(List.of(), changes.breaks());
    }

    @Test
    void shouldCallDeprecationNoBreak() {
        String deprecated = "method public abstract deprecated a/Listener told (I)V";
        ApiChanges changes = with(TOLD, deprecated);
        assertEquals(new ApiChanges(List.of(), List.of("new: " + deprecated)), changes);
    }

    /** Each kind of thing that can be listed. */
    @Test
    void shouldListWhatAPluginCanName() {
        Set<String> listing = ApiListing.of(Sample.class, Sample.Kind.class, Sample.Hidden.class, Sample.Pair.class);
        String sample = Sample.class.getName().replace('.', '/');
        assertTrue(listing.contains("type public abstract " + sample + " : java/lang/Object java/lang/Runnable"));
        assertTrue(listing.contains("field public static final " + sample + " LIMIT J"));
        assertTrue(listing.contains("method protected " + sample + " <init> ()V"));
        assertTrue(listing.contains("method protected abstract " + sample + " told ([Ljava/lang/String;)I"));
        assertTrue(listing.contains("method public static deprecated-for-removal " + sample + " old ()V"));
        assertTrue(listing.contains("type public final " + sample + "$Kind : java/lang/Enum"));
        assertTrue(
                listing.contains("field public static final deprecated " + sample + "$Kind B L" + sample + "$Kind;"));
        assertTrue(listing.contains("method public " + sample + "$Pair left ()I"));
        assertEquals(0, listing.stream().filter(line -> line.contains("Hidden")).count());
        assertEquals(0, listing.stream().filter(line -> line.contains("secret")).count());
    }

    private static ApiChanges with(String without, String added) {
        Set<String> after = new TreeSet<>(BEFORE);
        if (without != null) {
            after.remove(without);
        }
        if (added != null) {
            after.add(added);
        }
        return ApiChanges.between(BEFORE, after);
    }
}
