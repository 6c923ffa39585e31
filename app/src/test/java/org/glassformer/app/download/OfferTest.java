package org.glassformer.app.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferTest {

    private static final RepositoryId ID = new RepositoryId("o", "m");

    private static Repository repository(String... paths) {
        List<HubFile> files =
                Stream.of(paths)
                        .map(path -> {
                            Digest digest = new Digest(Digest.Kind.SHA256, "0".repeat(64));
                            return new HubFile(path, path.length(), digest);
                        })
                        .toList();
        return new Repository(ID, "main", "mit", false, files);
    }

    private static List<String> names(Offer offer) {
        return offer.files().stream().map(HubFile::path).toList();
    }

    @Test
    void shardsComeWithTheirIndexAndTheWeightsLast() {
        Offer offer =
                Offer.of(
                                repository(
                                        "model-00001-of-00002.safetensors",
                                        "model-00002-of-00002.safetensors",
                                        "model.safetensors.index.json",
                                        "config.json",
                                        "vocab.json",
                                        "merges.txt",
                                        "original/consolidated.00.pth",
                                        "flax_model.msgpack"))
                        .getFirst();
        assertThat(names(offer))
                .containsExactly(
                        "vocab.json",
                        "merges.txt",
                        "config.json",
                        "model.safetensors.index.json",
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors");
    }

    @Test
    void eachGgufIsAModelOfItsOwnAndPartsBelongTogether() {
        List<Offer> offers =
                Offer.of(
                        repository(
                                "m-q8_0.gguf",
                                "big/m-00001-of-00002.gguf",
                                "big/m-00002-of-00002.gguf",
                                "mmproj-m.gguf"));
        assertThat(offers)
                .extracting(Offer::gguf)
                .containsExactly("m-q8_0.gguf", "m-00001-of-00002.gguf");
        assertThat(offers.getLast().files()).hasSize(2);
        assertThat(Offer.named(repository("a/m.gguf"), "a/m.gguf").gguf()).isEqualTo("m.gguf");
    }

    @ParameterizedTest
    @CsvSource({
        "pytorch_model.bin config.json tokenizer.json, neither safetensors",
        "model.safetensors tokenizer.json, lacks a config.json",
        "model.safetensors config.json tokenizer.model, a tokenizer that the lab reads",
        "model-00001-of-00002.safetensors config.json, neither safetensors",
        "mmproj.gguf, neither safetensors"
    })
    void whatTheLabCannotOpenIsSaidWithItsReason(String paths, String words) {
        assertThatThrownBy(() -> Offer.of(repository(paths.split(" "))))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-community/gpt2, openai-community/gpt2",
        "' Qwen/Qwen2.5-0.5B ', Qwen/Qwen2.5-0.5B",
        "https://huggingface.co/openai-community/gpt2, openai-community/gpt2",
        "https://huggingface.co/openai-community/gpt2/tree/main, openai-community/gpt2"
    })
    void aRepositoryIsReadFromItsIdOrPage(String typed, String id) {
        assertThat(RepositoryId.of(typed)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt2",
                "a/b/c",
                "../b",
                "a/..",
                "a/.b",
                "a/b.",
                "-a/b",
                "a b/c",
                "a/b--c",
                "a/m.partial",
                "a/b?x=1",
                "a\\b",
                "a/b\u0000",
                "é/b"
            })
    void whatIsNoRepositoryIsRefused(String typed) {
        assertThatThrownBy(() -> RepositoryId.of(typed)).isInstanceOf(DownloadException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "hf-mirror.com, https://hf-mirror.com",
        "https://hub.example.org/hf/, https://hub.example.org/hf",
        "http://localhost:8080, http://localhost:8080"
    })
    void anAddressIsReadWithoutItsLastSlash(String typed, String address) {
        assertThat(HubAddress.of(typed)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://x",
                "file:///x",
                "https://",
                "https://a b",
                "https://u:p@x",
                "https://x?y",
                "https://x#y"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThatThrownBy(() -> HubAddress.of(typed)).isInstanceOf(DownloadException.class);
    }

    @Test
    void aGgufHasAPlaceOfItsOwnBesideItsRepository() {
        ModelsFolder models = new ModelsFolder(Path.of("/models"));
        assertThat(models.opened(ID, "")).isEqualTo(Path.of("/models/o/m").toAbsolutePath());
        assertThat(models.opened(ID, "dir/x-Q8_0.gguf"))
                .isEqualTo(Path.of("/models/o/m--x-Q8_0/x-Q8_0.gguf").toAbsolutePath());
    }

    @Test
    void theListThatComesWithTheLabMakesSense() {
        List<ListedModel> all = ListedModel.all();
        assertThat(all).hasSizeGreaterThan(8);
        assertThat(all).extracting(ListedModel::bytes).isSorted();
        assertThat(all)
                .allSatisfy(each -> {
                    assertThat(each.id()).hasToString(each.repository());
                    assertThat(each.about()).endsWith(".");
                    assertThat(each.licence()).isNotBlank();
                });
    }

    @Test
    void theAddressTypedGoesBeforeTheUsualOne() {
        HubSettings settings = new HubSettings("", "https://usual.org", "", Path.of("/models"));
        assertThat(settings.address()).hasToString("https://usual.org");
        assertThat(settings.withChosen(" mine.org/ ").address()).hasToString("https://mine.org");
        assertThat(settings.withChosen("mine.org").withChosen("").address())
                .hasToString("https://usual.org");
    }
}
