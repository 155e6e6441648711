/**
 * Who acts, and what two persons approve: names, roles, tokens. Start at {@link
 * dev.aurora.service.person.Persons}, then {@link dev.aurora.service.person.Approvals} for what one
 * person alone can't do. Who acts is who the token says, never who a request claims.
 */
@NullMarked
package dev.aurora.service.person;

import org.jspecify.annotations.NullMarked;
