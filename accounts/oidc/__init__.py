"""Logging in through the identity provider of an organisation (OpenID Connect).

Written out instead of allauth's own: that one takes the word of a provider for an e-mail address,
leaves the signature and the nonce of an id_token unchecked and brings its own sign-up. What it
does well (stages of a log-in, second factor, asking again who you are) is used as it is.
A person is known by issuer and subject, never by an address: whoever runs a directory of her own
can put any address in it.
"""
