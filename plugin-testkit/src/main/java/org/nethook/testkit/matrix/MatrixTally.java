package org.nethook.testkit.matrix;

/**
 * How the runs of a matrix ended.
 *
 * @param matrix {@code crash matrix} or {@code fault matrix}
 * @param passed the runs that ended well
 * @param ran all that were run
 * @param possible all that there are; more than were run when these were drawn by lot
 * @param forOperator those that ended well in that an operator was told what is left to be done
 */
public record MatrixTally(String matrix, int passed, int ran, int possible, int forOperator) {

    /** Both together. */
    public MatrixTally plus(MatrixTally other) {
        return new MatrixTally(
                matrix,
                passed + other.passed,
                ran + other.ran,
                possible + other.possible,
                forOperator + other.forOperator);
    }

    @Override
    public String toString() {
        return line("");
    }

    String line(String name) {
        return matrix + ": " + (name.isEmpty() ? "" : name + ": ") + passed + " of " + ran
                + (possible > ran ? ", drawn from " + possible : "")
                + (forOperator > 0 ? ", in " + forOperator + " of them an operator was told what is left" : "");
    }
}
