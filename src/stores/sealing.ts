export { looksSealed, openSealed, sealText, type Opening, type SealedProblem } from '@/storage/sealed/sealed'
