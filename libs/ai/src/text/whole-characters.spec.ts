import { WholeCharacters } from './whole-characters.js';

describe('WholeCharacters', () => {
  it('joins an emoji that was cut between two pieces and changes nothing else', () => {
    const characters = new WholeCharacters();
    const pieces = [' a\uD83D', '\uDE00', '', 'b\n'].map((piece) => characters.add(piece));
    expect(pieces).toEqual([' a', '😀', '', 'b\n']);
    expect(characters.rest()).toBe('');
  });

  it('gives a lone half back at the end', () => {
    const characters = new WholeCharacters();
    expect(characters.add('x\uD83D') + characters.rest()).toBe('x\uD83D');
  });
});
