package dev.aurora.service.journal.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a PostgreSQL URL may say: where the database is, and how the way to it is encrypted. Time
 * limits, user and session are Aurora's own to set; a URL could take them away unnoticed.
 *
 * @param hosts each {@code host:port}, by commas
 */
record PostgresUrl(String hosts, String database) {

  static final String PREFIX = "jdbc:postgresql:";

  private static final Pattern FORM =
      Pattern.compile(PREFIX + "//([^/?@\\s]+)/([^/?&@\\s]+)(?:\\?(\\S*))?");
  private static final Set<String> PARAMETERS =
      new TreeSet<>(
          Set.of(
              "ApplicationName",
              "channelBinding",
              "gssEncMode",
              "sslcert",
              "sslkey",
              "sslmode",
              "sslNegotiation",
              "sslrootcert"));
  private static final String PORT_DEFAULT = ":5432";

  /**
   * Reads a URL.
   *
   * @throws DatabaseUnavailable when it has another form, or says more than it may
   */
  static PostgresUrl parse(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw DatabaseUrl.refused(
          "a PostgreSQL URL is jdbc:postgresql://host:port/database, this one is not: " + url);
    }
    if (form.group(3) != null) {
      for (String parameter : form.group(3).split("&", -1)) {
        refuseUnknown(parameter.replaceFirst("=.*", ""), url);
      }
    }
    String hosts =
        Arrays.stream(form.group(1).split(","))
            .map(host -> host.matches(".*:\\d+") ? host : host + PORT_DEFAULT)
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    return new PostgresUrl(hosts, form.group(2));
  }

  private static void refuseUnknown(String name, String url) {
    if (!PARAMETERS.contains(name)) {
      throw DatabaseUrl.refused(
          "a PostgreSQL URL may say "
              + String.join(", ", PARAMETERS)
              + ", but not "
              + name
              + ": "
              + url);
    }
  }

  String place() {
    return hosts + "/" + database;
  }
}
