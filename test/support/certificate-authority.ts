import { generate } from 'selfsigned';
import type { Certificate } from './mail-server.js';

/** An authority of a test's own, which nothing trusts that is not told to. */
export class CertificateAuthority {
  private constructor(private readonly own: Certificate) {}

  static async create(): Promise<CertificateAuthority> {
    const extensions = [
      { name: 'basicConstraints', cA: true, critical: true } as const,
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true } as const,
    ];
    const made = await generate([{ name: 'commonName', value: 'an authority of a test' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions,
    });
    return new CertificateAuthority({ key: made.private, cert: made.cert });
  }

  /** For NODE_EXTRA_CA_CERTS. */
  get cert(): string {
    return this.own.cert;
  }

  async certificateFor(...names: readonly string[]): Promise<Certificate> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: this.own,
      extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
    });
    return { key, cert };
  }
}
