/** Why worlds cannot be kept, or found again, in a folder. The message says what can be done. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
