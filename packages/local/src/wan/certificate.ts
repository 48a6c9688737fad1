import { readEpochMs } from "../time/times.ts";

const dayMs = 86_400_000;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** PEM texts. */
interface Certificate {
  certificate: string;
  key: string;
}

/**
 * A certificate for AWS's endpoints of the regions, signed by itself, and its key. Only execution environments trust it, so
 * nobody else is fooled; both are gone with the cloud.
 */
export async function makeCertificate(regions: readonly string[]): Promise<Certificate> {
  // Loaded here, since a cloud without a network needs neither. The second wants the first.
  await import("reflect-metadata");
  const {
    BasicConstraintsExtension,
    PemConverter,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
  } = await import("@peculiar/x509");
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const names = [
    "*.amazonaws.com",
    ...regions.flatMap((region) => [`*.${region}.amazonaws.com`, `*.${region}.api.aws`]),
  ];
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Crisscross local cloud",
    notBefore: new Date(readEpochMs() - dayMs),
    notAfter: new Date(readEpochMs() + 365 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns", value }))),
      new BasicConstraintsExtension(false),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { certificate: certificate.toString("pem"), key: PemConverter.encode(key, "PRIVATE KEY") };
}
