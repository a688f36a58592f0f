package org.nethook.host.shims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.nethook.host.shims.ShimLine.Outcome;

/** The directory in which hv_kvp_daemon(8) and devd(8) look for base's scripts. */
public final class Shims {
    /** Where FreeBSD has them. */
    public static final Path DIRECTORY = Path.of("/usr/libexec/hyperv");

    private final Path directory;
    private final BiPredicate<BaseScript, String> known;

    /** The directory must be there. */
    public Shims(Path directory) {
        this(directory, BaseScript::isOfFreeBsd);
    }

    /** With another notion of which checksums a script of FreeBSD's has. */
    Shims(Path directory, BiPredicate<BaseScript, String> known) {
        this.directory = directory;
        this.known = known;
    }

    private List<Place> places() throws IOException {
        List<Place> places = new ArrayList<>();
        for (BaseScript script : BaseScript.values()) {
            places.add(Place.look(directory, script, known));
        }
        return places;
    }

    /**
     * Puts all scripts in place, or none; what is in place stays.
     *
     * @param image where nethook is
     * @param force also over files that base does not have like this
     * @param dryRun changes nothing
     * @return what came of each; when one is refused, nothing was done
     * @throws IOException when it failed, after all was taken back
     */
    public List<ShimLine> install(Path image, boolean force, boolean dryRun) throws IOException {
        List<ShimLine> lines = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Place place : places()) {
            String target = image.resolve("libexec/hyperv")
                    .resolve(place.script().fileName())
                    .toString();
            String refusal = refusal(place, target, force);
            if (!refusal.isEmpty()) {
                lines.add(ShimLine.refused(place, refusal));
                continue;
            }
            Shim shim = new Shim(place.script(), target, original(place));
            boolean inPlace = place.shim().filter(shim::equals).isPresent();
            lines.add(new ShimLine(
                    place.script().fileName(),
                    inPlace ? Outcome.IN_PLACE : Outcome.INSTALLED,
                    shim.original().map(Original::fileName),
                    ""));
            if (!inPlace) {
                changes.add(Change.install(place, shim));
            }
        }
        makeAll(lines, changes, dryRun);
        return lines;
    }

    private static Optional<Original> original(Place place) {
        if (place.content() == Place.Content.SHIM) {
            return place.shim().orElseThrow().original();
        }
        return place.content() == Place.Content.NOTHING
                ? Optional.empty()
                : Optional.of(Original.of(place.script(), place.sha256()));
    }

    private static String refusal(Place place, String target, boolean force) {
        if (!Files.isReadable(Path.of(target))) {
            return "has no counterpart " + target;
        }
        switch (place.content()) {
            case NO_FILE:
                return "is no regular file of at most 1 MiB; move it away";
            case CHANGED_SHIM:
                return "was put there by nethook and changed since; move it away, and what it replaced back: "
                        + place.kept();
            case OTHER_FILE:
                return force
                        ? ""
                        : "is not as FreeBSD 14 has it (sha256 " + place.sha256()
                                + "): of another release, or changed here. Look at it; --force replaces it all the same, and keeps it";
            default:
                return "";
        }
    }

    /**
     * Gives back what all scripts replaced, or none.
     *
     * @param dryRun changes nothing
     * @return what came of each; when one is refused, nothing was done
     * @throws IOException when it failed, after all was taken back
     */
    public List<ShimLine> undo(boolean dryRun) throws IOException {
        List<ShimLine> lines = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Place place : places()) {
            if (place.content() == Place.Content.CHANGED_SHIM) {
                lines.add(ShimLine.refused(place, refusal(place, place.file().toString(), false)));
            } else if (place.shim().isEmpty()) {
                lines.add(new ShimLine(place.script().fileName(), Outcome.NOT_OURS, Optional.empty(), ""));
                for (Path copy : place.copies()) {
                    changes.add(Change.tidy(place, copy));
                }
            } else {
                Shim shim = place.shim().get();
                if (shim.original().isPresent() && !place.keeps(shim.original().get())) {
                    lines.add(ShimLine.refused(
                            place,
                            "cannot be given back: " + shim.original().get().fileName()
                                    + " is gone or was changed (its sha256 was "
                                    + shim.original().get().sha256() + ")"));
                    continue;
                }
                lines.add(new ShimLine(
                        place.script().fileName(),
                        Outcome.GIVEN_BACK,
                        shim.original().map(Original::fileName),
                        ""));
                changes.add(Change.giveBack(place, shim));
            }
        }
        makeAll(lines, changes, dryRun);
        return lines;
    }

    private static void makeAll(List<ShimLine> lines, List<Change> changes, boolean dryRun) throws IOException {
        if (dryRun || lines.stream().anyMatch(line -> line.outcome() == Outcome.REFUSED)) {
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            try {
                changes.get(i).make();
            } catch (IOException e) {
                for (int done = i - 1; done >= 0; done--) {
                    takeBack(changes.get(done), e);
                }
                throw e;
            }
        }
    }

    private static void takeBack(Change change, IOException failure) {
        try {
            change.takeBack();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** How it stands, without changing anything. */
    public ShimState state() throws IOException {
        List<String> ours = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        boolean kept = false;
        for (Place place : places()) {
            boolean mine = place.shim().isPresent();
            (mine ? ours : others).add(place.script().fileName());
            kept |= !place.kept().isEmpty();
            if (mine && !Files.isReadable(Path.of(place.shim().get().target()))) {
                gone.add(place.shim().get().target());
            }
        }
        return new ShimState(ours, others, gone, kept);
    }
}
