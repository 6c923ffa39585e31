package org.glassformer.app.feature.models.download;

import java.util.List;
import org.glassformer.app.download.Offer;

/// What a repository that was looked up holds.
///
/// @param id of the repository
/// @param licence short name; empty where none is said
/// @param gated whether it has to be accepted first
/// @param page of the repository
/// @param offers the models in it, one at least
record Found(String id, String licence, boolean gated, String page, List<Offer> offers) {

    Found {
        offers = List.copyOf(offers);
    }
}
