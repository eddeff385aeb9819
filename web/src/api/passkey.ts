// The browser's side of passkeys (W3C Web Authentication): bytes travel as base64url.
// SPDX-License-Identifier: Apache-2.0

export interface Challenge {
    slip: string;
    challenge: string;
    party: string;
    user: string;
    known: string[];
}

export function to_base64url(bytes: ArrayBuffer | Uint8Array): string {
    const text = String.fromCharCode(...new Uint8Array(bytes));
    return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function from_base64url(text: string): Uint8Array<ArrayBuffer> {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

/** Passkeys belong to a name over TLS, or to localhost; never to an address. */
export const can_use_passkeys = () =>
    typeof PublicKeyCredential !== 'undefined' && !/^[\d.:[\]]+$/.test(window.location.hostname);

const credentials = (known: string[]) =>
    known.map((id) => ({ type: 'public-key' as const, id: from_base64url(id) }));

/** Asks for a passkey that is there. The browser lists those of this site by itself. */
export async function assertion_of(ask: Challenge) {
    const given = (await navigator.credentials.get({
        publicKey: {
            challenge: from_base64url(ask.challenge),
            rpId: ask.party,
            userVerification: 'required',
            allowCredentials: credentials(ask.known),
        },
    })) as PublicKeyCredential | null;
    if (!given) throw new Error('No passkey was chosen.');
    const response = given.response as AuthenticatorAssertionResponse;
    return {
        id: to_base64url(given.rawId),
        client_data: to_base64url(response.clientDataJSON),
        authenticator_data: to_base64url(response.authenticatorData),
        signature: to_base64url(response.signature),
        user: response.userHandle ? to_base64url(response.userHandle) : ask.user,
    };
}

/** Makes a new passkey that knows its user by itself and verifies them. */
export async function attestation_of(ask: Challenge, name: string) {
    const given = (await navigator.credentials.create({
        publicKey: {
            challenge: from_base64url(ask.challenge),
            rp: { id: ask.party, name: 'Muniment' },
            user: { id: from_base64url(ask.user), name, displayName: name },
            pubKeyCredParams: [-7, -257, -8].map((alg) => ({ type: 'public-key' as const, alg })),
            excludeCredentials: credentials(ask.known),
            authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
            attestation: 'none',
        },
    })) as PublicKeyCredential | null;
    if (!given) throw new Error('No passkey was made.');
    const response = given.response as AuthenticatorAttestationResponse;
    return {
        client_data: to_base64url(response.clientDataJSON),
        object: to_base64url(response.attestationObject),
        name,
    };
}
