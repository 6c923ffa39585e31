package org.glassformer.app.download;

import java.util.List;

/// What a hub says of a repository.
///
/// @param id its name
/// @param revision the commit that everything is taken from
/// @param licence short name, such as `apache-2.0`; empty where none is said
/// @param gated whether its licence has to be accepted on its page first
/// @param files all of them
public record Repository(
        RepositoryId id, String revision, String licence, boolean gated, List<HubFile> files) {

    /// Keeps a copy of the list.
    public Repository {
        files = List.copyOf(files);
    }
}
