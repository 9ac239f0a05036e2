package io.github.safr.isolation;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.net.InetAddress;
import java.net.SocketAddress;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test in whose time somebody, of ours or of others, asked for a name or for a
 * connection that leads out of this machine, whatever became of it. JUnit finds it by itself. What
 * native code does is watched by {@link SystemCallsTest}.
 */
public final class ConnectionWatch implements BeforeAllCallback, AfterEachCallback {

  /** A system property, because classes of Java's own can reach it: what was asked for. */
  static final String ATTEMPTS = "safr.test.connections";

  private static boolean installed;

  @Override
  public void beforeAll(ExtensionContext context) {
    install();
  }

  private static synchronized void install() {
    if (!installed) {
      installed = true;
      new AgentBuilder.Default()
          .disableClassFormatChanges()
          .with(RedefinitionStrategy.RETRANSFORMATION)
          .ignore(none())
          .type(named("sun.nio.ch.Net"))
          .transform(
              (builder, type, loader, module, domain) ->
                  builder.visit(Advice.to(Connection.class).on(named("connect").and(isStatic()))))
          .type(named("sun.nio.ch.DatagramChannelImpl"))
          .transform(
              (builder, type, loader, module, domain) ->
                  builder.visit(Advice.to(Datagram.class).on(named("send").and(takesArguments(2)))))
          .type(named("java.net.InetAddress"))
          .transform(
              (builder, type, loader, module, domain) ->
                  builder.visit(
                      Advice.to(Name.class)
                          .on(named("getAllByName").and(takesArguments(String.class)))))
          .installOn(ByteBuddyAgent.install());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    String attempts = System.clearProperty(ATTEMPTS);
    if (attempts != null) {
      throw new AssertionError("Somebody tried to reach another machine: " + attempts);
    }
  }

  /** Woven into what opens connections of every kind of socket. */
  static final class Connection {

    @Advice.OnMethodEnter
    static void enter(@Advice.AllArguments Object[] arguments) {
      for (Object argument : arguments) {
        if (argument instanceof InetAddress && !((InetAddress) argument).isLoopbackAddress()) {
          System.setProperty(
              "safr.test.connections",
              System.getProperty("safr.test.connections", "") + " connection to " + argument);
          throw new SecurityException("A test may not connect to " + argument);
        }
      }
    }
  }

  /** Woven into what sends a datagram. */
  static final class Datagram {

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) SocketAddress target) {
      System.setProperty(
          "safr.test.connections",
          System.getProperty("safr.test.connections", "") + " datagram to " + target);
      throw new SecurityException("A test may not send to " + target);
    }
  }

  /** Woven into what asks for the address of a name; addresses in digits need no asking. */
  static final class Name {

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) String name) {
      if (name != null
          && !name.equals("localhost")
          && !name.matches("[0-9.]*|\\[?[0-9a-fA-F:.]*:.*")) {
        System.setProperty(
            "safr.test.connections",
            System.getProperty("safr.test.connections", "") + " address of " + name);
        throw new SecurityException("A test may not ask for the address of " + name);
      }
    }
  }
}
