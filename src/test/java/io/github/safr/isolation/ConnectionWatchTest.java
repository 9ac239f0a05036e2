package io.github.safr.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch itself: would it notice? */
@Timeout(60)
class ConnectionWatchTest {

  /** Of a network that is for documentation only: nobody is there. */
  private static final String NOBODY = "192.0.2.1";

  @AfterEach
  void forget() {
    System.clearProperty(ConnectionWatch.ATTEMPTS);
  }

  @Test
  void noticesEveryKindOfConnection() throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(NOBODY), 9);
    notices(NOBODY, () -> new Socket(NOBODY, 9).close());
    notices(NOBODY, () -> SocketChannel.open(address).close());
    notices(NOBODY, () -> URI.create("http://" + NOBODY + ":9/").toURL().openStream().close());
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + NOBODY + ":9/")).build();
    notices(NOBODY, () -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()));
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      notices(NOBODY, () -> socket.send(new DatagramPacket(new byte[1], 1, address)));
    }
  }

  @Test
  void noticesThatAnAddressIsAskedFor() {
    notices("example.invalid", () -> InetAddress.getByName("example.invalid"));
    notices("example.invalid", () -> URI.create("https://example.invalid/").toURL().openStream());
  }

  @Test
  void leavesThisMachineAlone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket("localhost", server.getLocalPort())) {
      assertThat(client.isConnected()).isTrue();
    }
    assertThat(System.getProperty(ConnectionWatch.ATTEMPTS)).isNull();
  }

  private static void notices(String what, ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isNotNull();
    assertThat(System.clearProperty(ConnectionWatch.ATTEMPTS)).contains(what);
    assertThat(System.getProperty(ConnectionWatch.ATTEMPTS)).isNull();
  }

  @Test
  void failsTheTestInWhichItWas() {
    System.setProperty(ConnectionWatch.ATTEMPTS, "somewhere");
    assertThatThrownBy(() -> new ConnectionWatch().afterEach(null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("somewhere");
  }
}
