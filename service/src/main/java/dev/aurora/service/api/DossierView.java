package dev.aurora.service.api;

/**
 * A dossier.
 *
 * @param digest sha256 of {@code signed} in UTF-8
 * @param signed the page that persons approve, to the letter
 * @param shown the same with the signatures that were given
 */
public record DossierView(String id, String digest, String signed, String shown) {}
