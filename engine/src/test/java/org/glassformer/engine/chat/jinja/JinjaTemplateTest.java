package org.glassformer.engine.chat.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.glassformer.engine.chat.jinja.SourcedText.Run;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JinjaTemplateTest {

    /// What `jinja-cases.json` was rendered with, by Python's Jinja 3.1.6 in an `ImmutableSandboxedEnvironment` with
    /// `trim_blocks` and `lstrip_blocks`; an expected text `!` stands for any failure.
    private static Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(
                "messages",
                List.of(
                        message("system", " sys "),
                        message("user", "hi {{ 1+1 }} <b>"),
                        message("assistant", "yo\n")));
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("add_generation_prompt", true);
        variables.put("bos_token", "<s>");
        variables.put("eos_token", "</s>");
        return variables;
    }

    private static Map<String, Object> message(String role, String content) {
        Map<String, Object> message = new java.util.LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    static List<Arguments> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        JinjaTemplateTest.class.getResourceAsStream("jinja-cases.json"))) {
            List<Arguments> cases = new ArrayList<>();
            for (JsonNode each : JsonMapper.shared().readTree(in)) {
                cases.add(Arguments.of(each.get(0).stringValue(), each.get(1).stringValue()));
            }
            return cases;
        }
    }

    private static SourcedText render(String template, Map<String, ?> variables) {
        return JinjaTemplate.parse(template).render(variables, Map.of(), Limits.USUAL);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsPythonsJinja(String template, String expected) {
        if (expected.equals("!")) {
            assertThatThrownBy(() -> render(template, variables()))
                    .isInstanceOf(JinjaException.class);
        } else {
            assertThat(render(template, variables()).text()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ x }}; 0-5",
                "a{{ x }}b; 1-6",
                "{{ x | trim }}; 0-3",
                "{{ x.strip() ~ '/' ~ x }}; 0-3 4-9",
                "{{ ' abc ' ~ x }}; 5-10",
                "{{ x[1:3] }}{{ x[2] }}; 0-3",
                "{{ x[::-1] }}; 0-5",
                "{{ x | upper }}; 0-5",
                "{{ x.replace('b', 'bb') }}; 0-2 4-6",
                "{{ x.split('b') | join('-') }}; 0-2 3-5",
                "{{ x | tojson }}; 1-6",
                "{{ [x] }}; 2-7",
                "{{ '%s|%s' % (x, 1) }}; 0-5",
                "{{ 'abc' if x else '' }}; ''",
                "{{ x | length }}; ''",
                "{{ x * 2 }}; 0-10",
                "{% set y %}<{{ x }}>{% endset %}{{ y }}; 1-6",
                "{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}; 1-6",
                "{% for c in x %}{{ c }}{% endfor %}; 0-5",
                "{{ x | indent(2, true) }}; 2-7",
                "{% filter trim %}{{ x }}{% endfilter %}; 0-3",
            })
    void everyCharacterKeepsItsSource(String template, String expected) {
        SourcedText text = render(template, Map.of("x", SourcedText.of(" abc ", 3)));
        StringBuilder found = new StringBuilder();
        for (Run run : text.runs()) {
            assertThat(run.source()).isEqualTo(3);
            found.append(found.isEmpty() ? "" : " ")
                    .append(run.start())
                    .append('-')
                    .append(run.end());
        }
        assertThat(found.toString()).isEqualTo(expected);
    }

    @Test
    void aFailureNamesItsLine() {
        assertThatThrownBy(() -> render("a\n{{ none.x }}\n{{ y.z }}", Map.of()))
                .isInstanceOfSatisfying(
                        JinjaException.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessage("'y' is undefined");
        assertThatThrownBy(() -> JinjaTemplate.parse("a\n{% if x %}\nb"))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("endif");
    }
}
