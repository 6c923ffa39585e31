package org.glassformer.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d");
    private static final Pattern LONE = Pattern.compile("(?<!')'(?!')");

    private final ResourceBundle bundle =
            ResourceBundle.getBundle("org.glassformer.app.i18n.messages");

    @Test
    void apostrophesAreDoubleWhereThereArePlacesAndSingleWhereThereAreNone() {
        assertThat(bundle.keySet())
                .isNotEmpty()
                .allSatisfy(key -> {
                    String text = bundle.getString(key);
                    if (PLACE.matcher(text).find()) {
                        assertThat(text).as(key).doesNotContainPattern(LONE);
                        assertThat(new MessageFormat(text).format(new Object[0]))
                                .as(key)
                                .contains("{");
                    } else {
                        assertThat(text).as(key).doesNotContain("''");
                    }
                });
    }

    @Test
    void aStringWithoutPlacesIsTheSameWithValuesAndWithout() {
        String text = Messages.text("amap.newest.tip");
        assertThat(text).contains("token's");
        assertThat(Messages.text("amap.newest.tip", 3)).isEqualTo(text);
    }
}
