package org.nethook.api.answer;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.nethook.api.ExitStatus;
import org.nethook.api.HostCommand;
import org.nethook.api.PluginContext;
import org.nethook.api.UsageException;

/**
 * A command that answers a question and changes nothing: {@code nethook run NAME [ARG…]} prints {@link #lines}, with {@code --json}
 * among the arguments {@link #json}. What either throws is told as {@link HostCommand#run} says, and then nothing has been printed.
 *
 * <p>Usable from any thread, several times at once.
 */
public interface AnsweringCommand extends HostCommand {
    /** The option that asks for {@link #json}. */
    String JSON = "--json";

    /**
     * The short answer.
     *
     * @param arguments what followed the name, without {@link #JSON}; none begins with a hyphen
     * @return its lines, without their newlines; none for an answer that is empty
     * @throws Exception whatever went wrong
     */
    List<String> lines(List<String> arguments, PluginContext context) throws Exception;

    /**
     * All there is to say. Its keys are stable: the same for every machine, null where there is nothing to say.
     *
     * @param arguments as for {@link #lines}
     * @throws Exception whatever went wrong
     */
    JsonObject json(List<String> arguments, PluginContext context) throws Exception;

    /** Prints the answer that the arguments ask for; not to be overridden. */
    @Override
    default int run(List<String> arguments, PrintStream out, PluginContext context) throws Exception {
        List<String> words = new ArrayList<>(arguments.size());
        boolean json = false;
        for (String argument : arguments) {
            if (argument.equals(JSON)) {
                json = true;
            } else if (argument.startsWith("-")) {
                throw new UsageException(name() + " has no option but " + JSON);
            } else {
                words.add(argument);
            }
        }
        out.print(json ? json(words, context) + "\n" : text(lines(words, context)));
        return ExitStatus.OK;
    }

    /** A line with a control character would be read as two, or move a terminal's cursor: that is the plugin's mistake. */
    private String text(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            for (int i = 0; i < line.length(); i++) {
                if (Character.isISOControl(line.charAt(i))) {
                    throw new IllegalStateException("the answer has a control character: " + JsonObject.quote(line));
                }
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
