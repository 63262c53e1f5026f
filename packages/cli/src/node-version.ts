/** The oldest release that runs the package: `engines` of its package.json says the same. */
const oldest = { major: 22, minor: 18 };

/** Why a release of Node.js, such as `20.20.2`, does not run marketsim; nothing when it does. */
export function whyTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  if (isNewEnough) return undefined;
  return `marketsim needs Node.js ${oldest.major}.${oldest.minor} or later; this is ${version}`;
}
