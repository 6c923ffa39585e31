package org.glassformer.app.download;

import java.nio.file.Path;
import java.util.stream.Stream;

/// Where models come from and where they go.
///
/// @param chosen address typed in the lab; empty for the usual one
/// @param usual address without one typed
/// @param token that says to the hub who one is; empty for nobody
/// @param models the folder for what is downloaded; need not exist
public record HubSettings(String chosen, String usual, String token, Path models) {

    /// Names the hub for this run of the lab.
    public static final String PROPERTY = "glassformer.hub";

    /// Settings of this machine: the address from the system property `glassformer.hub` or else the variable
    /// `HF_ENDPOINT`, the token from `HF_TOKEN`.
    ///
    /// @param chosen address typed in the lab; empty for none
    /// @param models the folder for what is downloaded
    public static HubSettings ofUser(String chosen, Path models) {
        String usual =
                Stream.of(System.getProperty(PROPERTY, ""), variable("HF_ENDPOINT"))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(HubAddress.USUAL);
        return new HubSettings(chosen.strip(), usual, variable("HF_TOKEN").strip(), models);
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /// The address in force, as it is written.
    public String written() {
        return chosen.isBlank() ? usual : chosen.strip();
    }

    /// The address in force.
    ///
    /// @throws DownloadException with a sentence if it is none
    public HubAddress address() {
        return HubAddress.of(written());
    }

    /// Host and port of the proxy towards the address in force; empty for the direct way.
    ///
    /// @throws DownloadException with a sentence if there is no address, or a variable names a proxy that is none
    public String proxy() {
        return Proxies.ofUser().words(address().base());
    }

    /// The same with another address typed.
    public HubSettings withChosen(String address) {
        return new HubSettings(address.strip(), usual, token, models);
    }

    /// Whether a token goes with what is asked of the hub.
    public boolean hasToken() {
        return !token.isEmpty();
    }
}
