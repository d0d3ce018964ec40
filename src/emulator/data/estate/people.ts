/**
 * The people of the company, with office and teams, and the user agents of browsers and programs. All of them are
 * made up.
 */
import type { Team } from './actions.ts'

/** A city with an office: hours ahead of UTC, and the IP address of the office. */
export type City = { utcOffsetHours: number; officeIp: string }

/** The cities with offices. Daylight saving time is ignored. */
export const cities: Readonly<Record<string, City>> = {
  berlin: { utcOffsetHours: 1, officeIp: '192.0.2.10' },
  london: { utcOffsetHours: 0, officeIp: '192.0.2.20' },
  lisbon: { utcOffsetHours: 0, officeIp: '2001:db8:351:1::20' },
  lagos: { utcOffsetHours: 1, officeIp: '192.0.2.34' },
  bengaluru: { utcOffsetHours: 5.5, officeIp: '192.0.2.41' },
  singapore: { utcOffsetHours: 8, officeIp: '192.0.2.56' },
  tokyo: { utcOffsetHours: 9, officeIp: '2001:db8:81:3::9' },
  sydney: { utcOffsetHours: 10, officeIp: '192.0.2.77' },
  saopaulo: { utcOffsetHours: -3, officeIp: '192.0.2.90' },
  newyork: { utcOffsetHours: -5, officeIp: '192.0.2.101' },
  austin: { utcOffsetHours: -6, officeIp: '192.0.2.115' },
  sanfrancisco: { utcOffsetHours: -8, officeIp: '192.0.2.130' },
}

/** A person. The first one holds the credential of the demo. */
export type Person = { email: string; city: string; teams: readonly Team[] }

// email city teams
const table = `
dana.whitfield@acme.example london platform,security,identity
amara.okafor@acme.example lagos platform
jonas.brandt@acme.example berlin platform
mei.tanaka@acme.example tokyo platform
lucas.ferreira@acme.example saopaulo platform
priya.raman@acme.example bengaluru platform
tom.hargreaves@acme.example london platform
sofia.marques@acme.example lisbon platform
wei.lim@acme.example singapore platform
grace.mbeki@acme.example london platform,observability
henry.calloway@acme.example newyork platform
isla.mckenzie@acme.example sydney platform
rafael.duarte@acme.example saopaulo platform,observability
nils.ekstrom@acme.example berlin platform
olivia.chen@acme.example sanfrancisco platform
kwame.asante@acme.example lagos platform
yuki.mori@acme.example tokyo security
farah.haddad@acme.example london security
daniel.kovacs@acme.example berlin security
ruth.abramson@acme.example newyork security,zerotrust
arjun.nair@acme.example bengaluru security
chloe.laurent@acme.example lisbon security
marcus.webb@acme.example austin security
hana.sato@acme.example tokyo security,zerotrust
leo.vasquez@acme.example sanfrancisco security
ingrid.solberg@acme.example berlin security,identity
ben.oconnell@acme.example london zerotrust
tara.o'brien@acme.example london zerotrust
carlos.mendez@acme.example austin zerotrust
nadia.petrov@acme.example berlin zerotrust
jun.park@acme.example singapore zerotrust
elena.rossi@acme.example lisbon zerotrust
samuel.adeyemi@acme.example lagos zerotrust
karen.holt@acme.example newyork zerotrust,identity
ravi.shankar@acme.example bengaluru zerotrust
alice.nguyen@acme.example sanfrancisco developers
bob.stone@acme.example newyork developers
clara.weiss@acme.example berlin developers
diego.santos@acme.example saopaulo developers
emma.clarke@acme.example london developers
felix.baumann@acme.example berlin developers
gita.iyer@acme.example bengaluru developers
hugo.lefevre@acme.example lisbon developers
ivy.zhang@acme.example singapore developers
jack.turner@acme.example sydney developers
kenji.ito@acme.example tokyo developers
lena.hoffmann@acme.example berlin developers
mateo.silva@acme.example saopaulo developers
nora.quinn@acme.example austin developers
oscar.lindqvist@acme.example berlin developers
paula.reyes@acme.example austin developers
quentin.dubois@acme.example lisbon developers
rosa.almeida@acme.example saopaulo developers
sanjay.gupta@acme.example bengaluru developers
tess.murphy@acme.example newyork developers
umar.farooq@acme.example london developers
vera.novak@acme.example berlin developers
will.abbott@acme.example sanfrancisco developers
xin.yu@acme.example singapore developers
yara.costa@acme.example lisbon developers,observability
zoe.bennett@acme.example sydney developers
amir.hosseini@acme.example london observability
bianca.moretti@acme.example lisbon observability
colin.fraser@acme.example sydney observability
devi.krishnan@acme.example bengaluru observability
it-admin@acme.example newyork identity
hr.onboarding@acme.example london identity
ops+oncall@acme.example sanfrancisco platform,observability
Pat.Morgan@contractor.test austin developers
stefan.meier@contractor.test berlin platform
audit@big-four.test newyork identity
`

// city teams names; the name is the first part of the email address
const namesTable = `
berlin platform anton.keller birgit.lang christoph.wolf oliver.sachs
berlin developers daria.sommer erik.vogel franziska.koch georg.huber hanna.krause ilja.peters jakob.lorenz klara.winter
berlin security,zerotrust jana.richter
london platform,observability aisha.khan bryn.davies martin.frost
london developers callum.reid edith.moore freddie.lane georgina.hart harriet.cole isaac.byrne jasmine.cooper kevin.doyle
london security joanna.price kieran.walsh
london identity lydia.marsh
lisbon developers marta.pinto nuno.carvalho olga.neves pedro.lopes sara.antunes
lisbon zerotrust rita.fonseca
lagos platform adaeze.eze bola.ogunleye chidi.nwosu
lagos developers dele.balogun efe.okoro femi.adebayo ngozi.obi simi.adeleke
lagos security tunde.bakare
bengaluru platform aditya.rao bhavna.menon
bengaluru developers chetan.joshi deepa.pillai esha.kulkarni girish.hegde harini.bhat ishaan.verma jaya.reddy karthik.das omkar.patil
bengaluru observability lata.bose manoj.kumar
bengaluru zerotrust neha.chopra
singapore platform aaron.tan bee.ong
singapore developers cheryl.goh darren.koh elaine.teo farid.rahman gwen.ng irwin.seah
singapore security hui.chua
tokyo platform akira.yamada
tokyo developers chiyo.kato daiki.nakamura emi.suzuki fumio.ono hina.abe jiro.okada
tokyo zerotrust ichiro.endo
sydney platform abby.fox
sydney developers brody.king chelsea.ward dylan.nash ella.boyd flynn.hayes harvey.quill
sydney security gemma.dunn
saopaulo platform ana.barros bruno.teixeira
saopaulo developers caio.moraes debora.nunes eduardo.freitas flavia.rocha gustavo.pires helena.prado joana.vieira
saopaulo observability igor.cardoso
newyork platform aaron.feld brianna.cruz nathan.gold
newyork developers calvin.moss deborah.stein elliot.gray fiona.katz gabe.rossini holly.vance laura.mendel mike.santoro
newyork security ian.mercer
newyork identity,zerotrust judith.blum
newyork observability kyle.brandt
austin platform amelia.ross blake.sutton
austin developers casey.holloway dustin.pruitt erica.salinas forrest.beck gloria.trevino ivan.morse
austin zerotrust harlan.dietz
sanfrancisco platform andrea.liu brandon.choi
sanfrancisco developers cindy.tran derek.olsen erin.mccall frank.delgado gina.park howard.shaw irene.cho jared.wong kenneth.yip lucy.hammond
sanfrancisco security kelly.ramos
sanfrancisco zerotrust liam.foster
sanfrancisco observability monica.hale
`

/** The people of the company, about 200, in a fixed order. */
export const people: readonly Person[] = [
  ...toLines(table).map(([email = '', city = '', teams = '']): Person => {
    return { email, city, teams: teams.split(',') as Team[] }
  }),
  ...toLines(namesTable).flatMap(([city = '', teams = '', ...names]) =>
    names.map((name): Person => {
      return { email: `${name}@acme.example`, city, teams: teams.split(',') as Team[] }
    }),
  ),
]

function toLines(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
}

/** Browsers that people use. */
export const browserUserAgents: readonly string[] = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:149.0) Gecko/20100101 Firefox/149.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
]

/** Programs that people and services use with tokens and keys. */
export const programUserAgents: readonly string[] = [
  'curl/8.7.1',
  'cloudflare-python/4.3.1',
  'Terraform/1.13.2 (+https://www.terraform.io) terraform-plugin-sdk/2.38.1 terraform-provider-cloudflare/5.11.0',
  'Cloudflare/Typescript 7.1.0',
  'python-requests/2.32.5',
  'Go-http-client/2.0',
]
