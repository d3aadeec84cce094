//! What goes over the line and what comes back, as SMPP 3.4 shapes it.

use crate::config::{Long, SmppSection};
use crate::provider::{Failure, Message, masked};
use domain::notify::Delivery;
use domain::notify::sms::{Alphabet, Sms};
use rusmpp::CommandStatus;
use rusmpp::pdus::{BindTransceiver, DeliverSm, SubmitSm};
use rusmpp::tlvs::{MessageSubmissionRequestTlvValue, TlvValue};
use rusmpp::types::{AnyOctetString, COctetString, COctetStringError, OctetString};
use rusmpp::values::{
    DataCoding, EsmClass, InterfaceVersion, MessagePayload, MessageState, Npi, RegisteredDelivery, Ton,
};

/// `esm_class` of a part: its text begins with a header (UDHI).
const WITH_HEADER: u8 = 0x40;
/// The bits of `esm_class` that say what a delivery is, and a receipt in them.
const KIND: u8 = 0b0011_1100;
const RECEIPT: u8 = 0b0000_0100;
/// A receipt is asked for, however it ends.
const WITH_RECEIPT: u8 = 1;

/// Who we are.
pub fn bind(section: &SmppSection, password: &str) -> Result<BindTransceiver, String> {
    Ok(BindTransceiver::builder()
        .system_id(COctetString::from_string(section.system_id.clone()).map_err(unfit("system_id"))?)
        .password(COctetString::from_string(password.to_owned()).map_err(unfit("password_file"))?)
        .system_type(COctetString::from_string(section.system_type.clone()).map_err(unfit("system_type"))?)
        .interface_version(InterfaceVersion::Smpp3_4)
        .build())
}

fn unfit(setting: &'static str) -> impl Fn(COctetStringError) -> String {
    move |error| format!("{setting}: {error:?}")
}

/// The submissions of one message: one, or one for each part.
pub fn submits(section: &SmppSection, message: &Message, sms: &Sms) -> Result<Vec<SubmitSm>, Failure> {
    let plain = submit(section, &message.to, sms.alphabet)?;
    let whole = || sms.octets(&sms.parts.concat());
    if sms.parts.len() == 1 {
        return Ok(vec![carrying(plain, whole())?]);
    }
    if section.long == Long::Payload {
        let mut submit = plain;
        let payload = MessagePayload::new(AnyOctetString::from_vec(whole()));
        submit.push_tlv(MessageSubmissionRequestTlvValue::MessagePayload(payload));
        return Ok(vec![submit]);
    }
    let too_long = |_| Failure::permanent("length", "more than 255 parts");
    let total = u8::try_from(sms.parts.len()).map_err(too_long)?;
    let reference = message.id.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    let mut submits = Vec::new();
    for (number, part) in (1..=total).zip(&sms.parts) {
        // Concatenation with an 8-bit reference (3GPP TS 23.040, 9.2.3.24.1).
        let mut octets = vec![5, 0, 3, reference, total, number];
        octets.extend(sms.octets(part));
        let mut submit = plain.clone();
        submit.esm_class = EsmClass::from(WITH_HEADER);
        submits.push(carrying(submit, octets)?);
    }
    Ok(submits)
}

fn carrying(submit: SubmitSm, octets: Vec<u8>) -> Result<SubmitSm, Failure> {
    let text = OctetString::from_vec(octets).map_err(|_| Failure::permanent("length", "too long a part"))?;
    Ok(submit.with_short_message(text))
}

fn submit(section: &SmppSection, to: &str, alphabet: Alphabet) -> Result<SubmitSm, Failure> {
    let unknown = |_| Failure::permanent("address", "no telephone, or no sender's name");
    let sender = &section.sender;
    let ton = if sender.bytes().any(|b| !b.is_ascii_digit()) {
        Ton::Alphanumeric
    } else if sender.len() <= 6 {
        Ton::NetworkSpecific
    } else {
        Ton::International
    };
    let npi = if ton == Ton::International { Npi::Isdn } else { Npi::Unknown };
    let coding = match alphabet {
        Alphabet::Gsm => DataCoding::McSpecific,
        Alphabet::Ucs2 => DataCoding::Ucs2,
    };
    Ok(SubmitSm::builder()
        .source_addr_ton(ton)
        .source_addr_npi(npi)
        .source_addr(COctetString::from_string(sender.clone()).map_err(unknown)?)
        .dest_addr_ton(Ton::International)
        .dest_addr_npi(Npi::Isdn)
        .destination_addr(COctetString::from_string(to.to_owned()).map_err(unknown)?)
        // The library's default has a bit set that means an acknowledgement.
        .esm_class(EsmClass::from(0_u8))
        .registered_delivery(RegisteredDelivery::from(WITH_RECEIPT))
        .data_coding(coding)
        .build())
}

/// What a centre's refusal of a message means.
pub fn refused(status: CommandStatus) -> Failure {
    let text = format!("{status:?} ({:#010x})", u32::from(status));
    match status {
        CommandStatus::EsmeRinvdstadr
        | CommandStatus::EsmeRinvdstton
        | CommandStatus::EsmeRinvdstnpi
        | CommandStatus::EsmeRinvmsglen
        | CommandStatus::EsmeRinvesmclass
        | CommandStatus::EsmeRinvdcs
        | CommandStatus::EsmeRxPAppn
        | CommandStatus::EsmeRxRAppn => Failure::permanent("refused", text),
        CommandStatus::EsmeRbindfail | CommandStatus::EsmeRinvpaswd | CommandStatus::EsmeRinvsysid => {
            Failure::temporary("auth", text)
        }
        _ => Failure::temporary("refused", text),
    }
}

/// What a delivery says about a message of ours: its id, how far it is, and why. None where it is no receipt
/// (a person wrote to us), or doesn't say of what.
pub fn receipt(deliver: &DeliverSm) -> Option<(String, Delivery, String)> {
    if u8::from(deliver.esm_class) & KIND != RECEIPT {
        return None;
    }
    let text = String::from_utf8_lossy(deliver.short_message().as_ref()).into_owned();
    let (mut id, mut state) = (field(&text, "id"), field(&text, "stat").and_then(stated));
    for tlv in deliver.tlvs() {
        match tlv.value() {
            Some(TlvValue::ReceiptedMessageId(named)) => id = Some(named.as_str()),
            Some(TlvValue::MessageState(told)) => state = stated_by(*told).or(state),
            _ => {}
        }
    }
    let why = format!(
        "stat:{} err:{}",
        field(&text, "stat").unwrap_or_default(),
        field(&text, "err").unwrap_or_default()
    );
    Some((id?.to_owned(), state?, masked(&why)))
}

/// A field of a receipt's text: `id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…` (SMPP
/// 3.4, appendix B). What comes after `text:` is the message and no field.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let end = text.to_ascii_lowercase().find(" text:").unwrap_or(text.len());
    let fields = text.get(..end)?.split_whitespace();
    let mut fields = fields.filter_map(|field| field.split_once(':'));
    fields.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn stated(stat: &str) -> Option<Delivery> {
    Some(match stat.to_ascii_uppercase().as_str() {
        "DELIVRD" => Delivery::Delivered,
        "EXPIRED" => Delivery::Expired,
        "DELETED" | "UNDELIV" | "REJECTD" => Delivery::Failed,
        "ACCEPTD" | "ENROUTE" | "UNKNOWN" => Delivery::Accepted,
        _ => return None,
    })
}

fn stated_by(state: MessageState) -> Option<Delivery> {
    use MessageState as S;
    Some(match state {
        S::Delivered => Delivery::Delivered,
        S::Expired => Delivery::Expired,
        S::Deleted | S::Undeliverable | S::Rejected | S::Skipped => Delivery::Failed,
        S::Scheduled | S::Enroute | S::Accepted | S::Unknown => Delivery::Accepted,
        S::Other(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{DeliverSm, Delivery, EsmClass, OctetString, RECEIPT, field, receipt};

    const TEXT: &str = "id:7f3 sub:001 dlvrd:001 submit date:2511200900 done date:2511200901 stat:DELIVRD \
                        err:000 text:stat:REJECTD id:9";

    fn delivery(esm_class: u8, text: &str) -> DeliverSm {
        let text = OctetString::from_vec(text.as_bytes().to_vec()).unwrap();
        DeliverSm::builder().esm_class(EsmClass::from(esm_class)).short_message(text).build()
    }

    #[test]
    fn a_receipt_is_read_and_the_persons_text_in_it_is_not() {
        assert_eq!(field(TEXT, "stat"), Some("DELIVRD"));
        let read = receipt(&delivery(RECEIPT, TEXT)).unwrap();
        assert_eq!(read, ("7f3".to_owned(), Delivery::Delivered, "stat:DELIVRD err:000".to_owned()));
    }

    #[test]
    fn what_a_person_writes_is_no_receipt_and_a_receipt_of_nothing_neither() {
        assert_eq!(receipt(&delivery(0, TEXT)), None);
        assert_eq!(receipt(&delivery(RECEIPT, "hello")), None);
        assert_eq!(receipt(&delivery(RECEIPT, "id:1 stat:WHATEVER")), None);
    }
}
