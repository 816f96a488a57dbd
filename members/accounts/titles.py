"""The words by which a site, its staff and its till are known in the larger European languages.

Three lists, by how sure a word is: what nobody is called, what is a title only when nothing else stands beside it, and
what sounds like business beside a brand or in a name made of such words alone. Tesoriere and Gründer are surnames, so they
are in the second; Bank and Cash are, too, so they are in the third.
"""

from __future__ import annotations

from members.accounts.lookalikes import at_a_glance

# Nobody can be called just this.
OFFICIAL = """admin administrator mod moderator staff steward support help root system owner team official security
abuse postmaster webmaster hostmaster info contact billing press legal privacy commonmade anonymous guest nobody
everyone member deleted unknown null none undefined me you self brand site service noreply treasurer tesoriere tesorero
tesoureiro trésorier kassenwart schatzmeister gründer fondateur fundador fondatore verwalter gérant manager director boss
customers accounting accountant kundin kasse caja cassa caisse accounts invoice invoices"""
# And this no name holds as a word: nobody is born with it.
TITLES = """admin admins administrator administrators administration administratorin administrateur administrateurs
administratrice administrador administradora administradores administración administração administratore amministratore
amministratori amministratrice amministrazione administratör administratur administrare administracja administrace
adminisztrátor adminteam beheer beheerder beheerders verwaltung ylläpito ylläpitäjä správce yönetici yönetim
mods modteam moderator moderators moderation moderatorin moderatoren moderateur moderateurs modératrice moderador
moderadora moderadores moderación moderação moderatore moderatori moderatrice moderazione moderatör moderatorer
moderaattori moderacja moderátoři moderare staff team teams teamleitung official verified vérifié verifiziert verificado
verificada verificato founder cofounder ceo cfo sysadmin superuser webmaster postmaster hostmaster noreply support
equipo équipe equipe
helpdesk helpline hotline kundendienst kundenservice kundenbetreuung kundesupport kundeservice kundtjänst soporte suporte
suport assistance assistenza klantenservice klantendienst ondersteuning asiakaspalvelu ügyfélszolgálat obsługa wsparcie
podpora zákaznická asistență müşteri payment payments refund refunds checkout rückerstattung rückzahlung remboursement
remboursements reembolso reembolsos rimborso rimborsi terugbetaling zahlungen zahlungsabteilung buchhaltung
kundenkonto comptabilité contabilidad contabilidade contabilità boekhouding księgowość
админ админы администратор администраторы администрация модератор модераторы модерация поддержка поддержки техподдержка
адміністратор адміністрація підтримка підтримки διαχειριστης διαχειριση υποστηριξη συντονιστης الإدارة הנהלה תמיכה"""
WITHOUT_BLANKS = "管理员 管理員 管理人 客服 官方 运营 運営 公式 관리자 운영자 고객센터 공식"
# What is put beside the brand's name or run together with it to sound like it, and what names of nothing else are made of.
BUSINESS = """help care desk shop store online hq hub group pay billing service services customer customers client clients
account accounts department security verification news office contact info legal press community club web site website app press
gmbh ag kg inc ltd llc sarl srl bv ab oy co com org net boss owner founder founders manager mod bot message messages
order update reminder transfer details relations
notice notices notification alert system bank banking finance finances invoice invoices order orders sales delivery
shipping returns complaints treasury treasurer workshop studio atelier makers design designs collective foundation
werkstatt zahlung bezahlung rechnung rechnungen überweisung konto kasse bestellung bestellungen versand abteilung kunden
kunde hilfe dienst laden verein stiftung manufaktur nachricht büro
paiement paiements facturation facture factures banque compte comptes clientèle commande commandes boutique aide bureau
pago pagos factura facturas facturación banco cuenta cuentas cliente clientes servicio servicios atención ayuda tienda
taller tesorería pagamento pagamentos pagamenti fattura fatture fatturazione banca conto conti clienti servizio servizi
negozio laboratorio ufficio aiuto pagar loja conta contas ajuda serviço serviços faturamento
betaling betalingen betalinger betalning betalningar rekening bankrekening factuur facturen klant klanten winkel hulp
faktura fakturor kund kunder kundskonto butik verkstad hjälp hjelp maksu maksut lasku asiakas verstas
płatność płatności faktury klient klienta klienci sklep pomoc konta platba platby obchod fizetés számla ügyfél
plată plăți ödeme fatura hesap mağaza служба оплата платежи платёж счёт банк клиент клиентов магазин помощь
πληρωμη πληρωμες τραπεζα λογαριασμος"""
# Small words that change nothing: those that are also run together with a name, and those of a phrase.
LINKS = "the by of from for at your our"
PARTICLES = f"{LINKS} to in on and al a de del della di do da la le les el der die das und et van en voor für per"


def _seen(words: str) -> frozenset[str]:
    return frozenset(at_a_glance(word) for word in words.split())


TITLE_WORDS, PARTICLE_WORDS = _seen(TITLES), _seen(PARTICLES)
TRADE_WORDS = TITLE_WORDS | _seen(BUSINESS)
LONG_TRADE_WORDS = frozenset(word for word in TRADE_WORDS if len(word) > 3)
BESIDE_WORDS = TRADE_WORDS | _seen(OFFICIAL) | _seen(LINKS)
