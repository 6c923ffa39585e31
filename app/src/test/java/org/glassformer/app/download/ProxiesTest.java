package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.glassformer.app.testing.LocalHub;
import org.glassformer.app.testing.TinyModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final HubAddress FAR = HubAddress.of("http://hub.example");
    private static final RepositoryId ID = RepositoryId.of(LocalHub.ID);
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofMillis(1));

    @TempDir Path folder;
    private final LocalHub proxy = new LocalHub();

    @AfterEach
    void close() {
        proxy.close();
    }

    private static Watch patient() {
        return new Watch() {
            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public void tell(Progress progress) {}
        };
    }

    private static Repository ask(HubAddress hub, Map<String, String> variables) {
        try (Hub asked = new Hub(hub, "", SHORT, new Proxies(null, variables))) {
            return asked.repository(ID, patient());
        }
    }

    private String withName(String name) {
        return proxy.address().replace("http://", "http://" + name + "@");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example/x, HTTPS_PROXY, http://p.example:3128/, p.example:3128",
        "https://hub.example/x, https_proxy, p.example:3128, p.example:3128",
        "https://hub.example/x, HTTPS_PROXY, p.example, p.example:80",
        "https://hub.example/x, ALL_PROXY, p.example:1, p.example:1",
        "https://hub.example/x, HTTP_PROXY, p.example:1, ''",
        "http://hub.example/x, HTTP_PROXY, p.example:1, p.example:1",
        "http://localhost:8080/x, HTTP_PROXY, p.example:1, ''",
        "http://127.0.0.1/x, HTTP_PROXY, p.example:1, ''",
        "https://hub.example/x, HTTPS_PROXY, '', ''"
    })
    void aVariableLeadsThroughItsProxy(String to, String name, String value, String proxy) {
        assertThat(new Proxies(null, Map.of(name, value)).words(URI.create(to))).isEqualTo(proxy);
    }

    @ParameterizedTest
    @CsvSource({
        "*, false",
        "hub.example, false",
        "'other.example, .example', false",
        "*.example, false",
        "hub.example:443, true",
        "hub.example:8443, false",
        "b.example, true",
        "example.org, true",
        "'', true"
    })
    void whatIsLeftOutIsReachedWithoutIt(String leftOut, boolean through) {
        Proxies proxies =
                new Proxies(null, Map.of("HTTPS_PROXY", "p.example:1", "NO_PROXY", leftOut));
        assertThat(proxies.words(URI.create("https://hub.example:8443/x")).isEmpty())
                .isEqualTo(!through);
    }

    @Test
    void whatJavaWasToldGoesBeforeTheVariables() {
        ProxySelector told =
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 81));
        Proxies proxies = new Proxies(told, Map.of("HTTP_PROXY", "p.example:1"));
        assertThat(proxies.words(FAR.base())).isEqualTo("localhost:81");
        assertThat(proxies.words(URI.create("http://localhost/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://name:secret@p.example:1", "http://", "no proxy at all"})
    void whatIsNoProxyIsSaidWithoutItsPassword(String written) {
        assertThatThrownBy(() -> ask(FAR, Map.of("HTTP_PROXY", written)))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("HTTP_PROXY names no proxy")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aModelIsDownloadedThroughAProxy() {
        byte[] weights = new byte[100_000];
        new Random(1).nextBytes(weights);
        proxy.with(TinyModels.write(folder.resolve("tiny"), 3)).with("model.safetensors", weights);
        Proxies through = new Proxies(null, Map.of("HTTP_PROXY", proxy.address()));
        try (Hub hub = new Hub(FAR, "hf_secret", SHORT, through)) {
            Offer offer = Offer.named(hub.repository(ID, patient()), "");
            ModelsFolder models = new ModelsFolder(folder.resolve("models"));
            Path model = new ModelDownload(hub, offer, models, ignored -> {}).run(patient());
            assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
        }
        assertThat(proxy.asked())
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.host()).isEqualTo("hub.example");
                    assertThat(each.token()).as("nobody may read it on its way").isEmpty();
                });
    }

    @Test
    void aProxyIsToldTheNameThatTheVariableHas() {
        proxy.with("config.json", new byte[10]);
        proxy.demand("me:my secret");
        assertThat(ask(FAR, Map.of("http_proxy", withName("me:my%20secret"))).files()).hasSize(1);
        assertThat(proxy.asked()).isNotEmpty();
    }

    @Test
    void aProxyThatWantsANameIsSaid() {
        proxy.demand("me:my secret");
        String sentence = "lets nobody through without a name and a password";
        assertThatThrownBy(() -> ask(FAR, Map.of("http_proxy", proxy.address())))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(sentence);
        assertThatThrownBy(() -> ask(FAR, Map.of("http_proxy", withName("me:wrong"))))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aProxyThatIsNotThereIsSaid() {
        String gone = proxy.address();
        proxy.close();
        assertThatThrownBy(() -> ask(FAR, Map.of("http_proxy", gone)))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("hub.example cannot be reached through the proxy 127.0.0.1:");
    }

    @Test
    void aTunnelIsAskedForWhereTheHubIsEncrypted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(10_000);
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> refuse(server));
            Map<String, String> variables =
                    Map.of("HTTPS_PROXY", "127.0.0.1:" + server.getLocalPort());
            assertThatThrownBy(() -> ask(HubAddress.of("https://hub.example"), variables))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("lets nobody through");
            assertThat(first.join()).startsWith("CONNECT hub.example:443 ");
        }
    }

    /// Answers one connection with 407, and tells its first line.
    private static String refuse(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String first = String.valueOf(in.readLine());
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            String answer =
                    String.join(
                            "\r\n",
                            "HTTP/1.1 407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"proxy\"",
                            "Content-Length: 0",
                            "Connection: close",
                            "",
                            "");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return first;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
