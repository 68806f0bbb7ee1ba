package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.token.Caller;

/**
 * A prompt, a task that people start by name, in this server's own words.
 *
 * @param name its name for programs
 * @param title its name for people
 * @param description what it is for
 * @param arguments what it can be told
 * @param handler writes its messages
 * @param completer offers values for the arguments
 */
public record McpPrompt(
        String name, String title, String description, List<Argument> arguments, Handler handler, Completer completer) {

    public McpPrompt {
        arguments = List.copyOf(arguments);
    }

    /** A prompt for whose arguments nothing is offered. */
    public static McpPrompt of(String name, String description, List<Argument> arguments, Handler handler) {
        return new McpPrompt(name, name, description, arguments, handler, Completer.none());
    }

    /** The names of those arguments that it cannot do without and that were not given. */
    public List<String> missing(Map<String, String> given) {
        return arguments.stream()
                .filter(Argument::required)
                .map(Argument::name)
                .filter(name -> given.getOrDefault(name, "").isBlank())
                .toList();
    }

    /** Something that a prompt can be told. */
    public record Argument(String name, String description, boolean required) {}

    /** Who says something. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** A message of the conversation that a prompt begins. */
    public record Message(Role role, Content content) {

        /** Something that the user says. */
        public static Message user(String text) {
            return new Message(Role.USER, new Content.Text(text));
        }
    }

    /** The conversation that a prompt begins. */
    public record Result(String description, List<Message> messages) {

        public Result {
            messages = List.copyOf(messages);
        }
    }

    /** Writes the messages of a prompt; failures are thrown. */
    @FunctionalInterface
    public interface Handler {

        /** The messages; all required arguments are there. */
        Reply<Result> get(Caller caller, Map<String, String> arguments, CallContext context);
    }
}
