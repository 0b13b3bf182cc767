import { RfbProtocolError } from './client-messages'

export const serverVersion = 'RFB 003.008\n'

/** How far the greeting has come; `minor` is the version agreed upon: 3, 7 or 8. */
export type HandshakeState =
  | { step: 'version' }
  | { step: 'security'; minor: number }
  | { step: 'client-init' }

const securityNone = 1

/**
 * Answers the next message of a client's greeting (RFC 6143, 7.1 to 7.3). Null while it is not all there;
 * 'done' when ServerInit is due. Throws RfbProtocolError when the other side speaks something else.
 */
export function answerHandshake(
  state: HandshakeState,
  bytes: Buffer,
): { size: number; reply: Buffer; next: HandshakeState | 'done' | 'refused' } | null {
  switch (state.step) {
    case 'version': {
      if (bytes.length < 12) return null
      const match = /^RFB (\d{3})\.(\d{3})\n$/.exec(bytes.toString('latin1', 0, 12))
      if (!match || Number(match[1]) < 3) throw new RfbProtocolError('this is no RFB client')
      const minor = Number(match[1]) > 3 ? 8 : agreed(Number(match[2]))
      if (minor === 3) {
        // 3.3: the server decides, and says so in four bytes.
        return { size: 12, reply: uint32(securityNone), next: { step: 'client-init' } }
      }
      return { size: 12, reply: Buffer.of(1, securityNone), next: { step: 'security', minor } }
    }
    case 'security': {
      if (bytes.length < 1) return null
      if (bytes[0] !== securityNone) return { size: 1, reply: refusal(state.minor), next: 'refused' }
      const reply = state.minor === 8 ? uint32(0) : Buffer.alloc(0)
      return { size: 1, reply, next: { step: 'client-init' } }
    }
    case 'client-init':
      // The byte asks to be alone or not; viewers always share the screen here.
      return bytes.length < 1 ? null : { size: 1, reply: Buffer.alloc(0), next: 'done' }
  }
}

/** Only 3.3, 3.7 and 3.8 exist; a client that names another one in between is treated as 3.3. */
function agreed(minor: number): number {
  if (minor >= 8) return 8
  return minor === 7 ? 7 : 3
}

function refusal(minor: number): Buffer {
  const reason = Buffer.from('Only the security type None is offered.', 'latin1')
  return minor === 8 ? Buffer.concat([uint32(1), uint32(reason.length), reason]) : uint32(1)
}

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value)
  return out
}
