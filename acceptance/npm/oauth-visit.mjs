// Stands in for the browser that a client opens: signs in from the URL on, and brings the answer to the waiting client.
import { signIn } from './oauth-browser.mjs';

const [url] = process.argv.slice(2);
const callback = await signIn(url, new URL(url).searchParams.get('redirect_uri'));
const answer = await fetch(callback);
console.log(`the client answered ${answer.status}`);
