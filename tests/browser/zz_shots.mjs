import { chromium } from 'playwright-core';
const base='http://127.0.0.1:18772';
const browser = await chromium.launch({executablePath: process.env.CHROMIUM});
const context = await browser.newContext({viewport:{width:1280,height:900}});
const page = await context.newPage();
page.setDefaultTimeout(20000);
await page.goto(base+'/release');
await page.getByLabel('User name').fill('privacy');
await page.getByRole('textbox', { name: 'Password' }).fill('open-the-cedar-chest');
await page.getByRole('button',{name:'Sign in', exact:true}).click();
await page.waitForTimeout(3000);
const H={'X-Muniment':'1','Content-Type':'application/json','X-Purpose':'OPERATIONS'};
const call=(m,p,b)=>page.evaluate(async([m,p,b,H])=>{const r=await fetch(p,{method:m,headers:H,body:b?JSON.stringify(b):undefined});return [r.status,await r.json()]},[m,p,b,H]);
const ev=o=>Object.fromEntries(Object.keys(o).map(k=>[k,{text:'As written in the policy',reference:'Policy SEC-4, version 3'}]));
const facts={actor:'hospital',information:'record',asker:'developer',practice:'refusal',security_related:'true',tailored_to_risk:'true',consistent:'true'};
let r=await call('POST','/api/exchange/blocking',{requester:'Example Health App',practice:{description:'Application blocked after a malware signature was found in its client.',received_on:'2026-11-10',facts,evidence:ev(facts),claims:['security']}});
console.log(r[0], r[1].number, r[1].assessment?.verdict, r[1].error);
const id=r[1].id;
const f2={actor:'hospital',information:'record',asker:'treating_provider',practice:'delay',interferes:'true'};
r=await call('POST','/api/exchange/blocking',{requester:'Prairie Clinic',practice:{description:'Records asked for by a treating clinic, not answered for twelve days.',received_on:'2026-11-06',facts:f2,evidence:{},claims:['infeasibility']}});
console.log(r[0], r[1].number, r[1].error);
console.log(await call('POST','/api/exchange/blocking/look',{}));
r=await call('POST',`/api/exchange/blocking/cases/${id}/letter`,{version:1,letter:{address:'1 Quay Street\nExampleton',from_address:'2 Hill Road',asked_for:'all results by an interface',manner:'',reason:'',contact:'Kim Reed, 555-0100',signer:'Kim Reed',signer_title:'Privacy officer'}});
console.log('letter', r[0], r[1].error, r[1].letters);
await page.waitForTimeout(1500);
for (const [w,s] of [[1280,'light'],[390,'light'],[1280,'dark'],[390,'dark']]) {
  await page.emulateMedia({colorScheme:s}); await page.setViewportSize({width:w,height:900});
  for (const [n,p] of [['list','/exchange/blocking'],['case','/exchange/blocking/'+id],['barriers','/exchange/barriers']]) {
    await page.goto(base+p); await page.waitForTimeout(1500);
    await page.screenshot({path:`/tmp/h/b2-${n}-${w}-${s}.png`,fullPage:true});
  }
}
await page.setViewportSize({width:1280,height:1000}); await page.emulateMedia({colorScheme:'light'});
await page.goto(base+'/exchange/blocking/'+id); await page.getByRole('button',{name:'What we rely on…'}).click(); await page.waitForTimeout(800); await page.screenshot({path:'/tmp/h/b2-claims.png'}); await page.keyboard.press('Escape');
await page.waitForTimeout(400);
await page.getByRole('button',{name:'State consistent'}).first().click().catch(e=>console.log('nostate'));
await page.waitForTimeout(800); await page.screenshot({path:'/tmp/h/b2-fact.png'});
const letter = await context.request.get(base+`/api/exchange/blocking/cases/${id}/letters/${r[1].letters[0].id}`); (await import('fs')).writeFileSync('/tmp/h/b2-letter.pdf', await letter.body());
const c = await context.request.get(base+`/api/exchange/blocking/cases/${id}/counsel.pdf`); (await import('fs')).writeFileSync('/tmp/h/b2-counsel.pdf', await c.body()); console.log(letter.status(), c.status());
await browser.close();
