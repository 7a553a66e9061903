// Entry of the thread that hashes a kept file, while the one that started it asks the repository what its hash should be.
import { parentPort, workerData } from 'node:worker_threads';
import { hashFile } from './file-hashes.ts';

parentPort?.postMessage(await hashFile(workerData.path, workerData.algorithms));
