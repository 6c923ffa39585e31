package org.glassformer.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTemplateTest {

    private static final List<ChatMessage> MESSAGES =
            List.of(new ChatMessage("user", "{{ 7 * 7 }}{% raise %}"));

    private static RenderedChat render(String template) {
        return ChatTemplate.of("hostile", template, Map.of()).render(MESSAGES, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // endless, or as good as
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
                "{% for i in range(99999999999) %}{% endfor %}",
                // bombs
                "{{ 'a' * 99999999999 }}",
                "{% set x = namespace(t='aaaaaaaaaa') %}{% for i in range(99) %}{% set x.t = x.t ~ x.t %}{% endfor %}",
                "{% for i in range(100000) %}{{ 'a' * 10000 }}{% endfor %}",
                "{% set n = namespace(l=[1]) %}{% for i in range(99) %}{% set n.l = n.l + n.l %}{% endfor %}",
                "{% set n = namespace(l=[1]) %}{% for i in range(99) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ n.l }}",
                "{% set n = namespace(l=[1], m=[1]) %}{% for i in range(99) %}{% set n.l = [n.l, n.l] %}{% set n.m = [n.m, n.m] %}{% endfor %}{{ n.l == n.m }}",
                "{% set n = namespace(l=[1]) %}{% for i in range(99999) %}{% set n.l = [n.l] %}{% endfor %}{{ n.l | tojson }}",
                "{{ 'a'.center(99999999999) }}",
                "{{ 'a'.replace('', 'b' * 999999).replace('b', 'c' * 999999) }}",
                "{{ 9 ** 9 ** 9 ** 9 }}",
                "{{ 9223372036854775807 + 1 }}",
                "{{ ('a,' * 9999999).split(',') | length }}",
                "{{ 99999999999999999999 }}",
                // a way out of the sandbox
                "{{ ''.__class__.__mro__ }}",
                "{{ ''.__class__ }}",
                "{{ ''.getClass() }}",
                "{{ ''.class.forName('java.lang.Runtime') }}",
                "{{ messages.__init__ }}",
                "{{ messages[0].content.bytes() }}",
                "{{ messages.append(1) }}",
                "{{ messages[0].update({'role': 'x'}) }}",
                "{{ ____int3rpr3t3r____.config }}",
                "{% include '/etc/passwd' %}",
                "{% import '/etc/passwd' as p %}",
                "{% from 'x' import y %}",
                "{% extends 'x' %}",
                // not well formed
                "{{",
                "{% if %}",
                "{% for x in y %}",
                "{% endfor %}",
                "{{ 'abc }}",
                "{# abc",
                "{{ a b }}",
                "{{ (1 }}",
                "{{ 1) }}",
                "{{ '\\x' }}",
                "{% raw %}",
                "{% unknown %}",
                "{{ $ }}",
                "{{ *a }}",
                "{% set 1 = 2 %}",
            })
    void aHostileOrBrokenTemplateGetsOneSentenceSoon(String template) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(ChatTemplateException.class)
                .message()
                .startsWith("The chat template hostile ")
                .endsWith(".")
                .doesNotContain("\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void deepNestingIsRefused() {
        for (String template :
                List.of(
                        "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}",
                        "{{ " + "[".repeat(100_000) + "]".repeat(100_000) + " }}",
                        "{{ " + "not ".repeat(100_000) + "1 }}",
                        "{{ " + "-".repeat(100_000) + "1 }}",
                        "{{ 1" + " + 1".repeat(100_000) + " }}",
                        "{{ a" + ".b".repeat(100_000) + " }}",
                        "{{ 1" + " if 1 else 1".repeat(10_000) + " }}",
                        "{% if 1 %}".repeat(50_000) + "{% endif %}".repeat(50_000),
                        "a".repeat(2_000_000))) {
            assertThatThrownBy(() -> render(template)).isInstanceOf(ChatTemplateException.class);
        }
    }

    @Test
    void contentsAreNeverReadAsTemplates() {
        RenderedChat chat = render("{{ messages[0].content }}");
        assertThat(chat.text()).isEqualTo("{{ 7 * 7 }}{% raise %}");
    }

    @Test
    void whatTheTemplateRaisesIsTheSentence() {
        assertThatThrownBy(() -> render("{{ raise_exception('Roles must take turns') }}"))
                .isInstanceOf(ChatTemplateException.class)
                .hasMessage("Roles must take turns.");
        assertThatThrownBy(() -> render("{{ raise_exception('') }}"))
                .hasMessage("The template refuses these messages.");
    }
}
