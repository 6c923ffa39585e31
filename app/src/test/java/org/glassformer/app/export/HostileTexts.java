package org.glassformer.app.export;

import java.util.List;

/// Texts that break files that are written carelessly.
final class HostileTexts {

    static final List<String> ALL =
            List.of(
                    "\u0000\u0001\b\u001b[31m\u007f\u0085",
                    "]]>",
                    "<script>alert('&amp;')</script>",
                    "\"quoted\", and 'so'",
                    "two\nlines\r\nand\ta tab",
                    "שלום (world) مرحبا",
                    "\u202Eabc\u2066",
                    "lone \ud83d half",
                    "\udc4d",
                    "\uffff\ufffe",
                    "👩‍👩‍👧 é ก็",
                    "# no comment",
                    " spaces ");

    private HostileTexts() {}
}
