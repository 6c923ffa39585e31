/// A stand-in, to see the rule against markup files bite.
@NullMarked
package javafx.fxml;

import org.jspecify.annotations.NullMarked;
