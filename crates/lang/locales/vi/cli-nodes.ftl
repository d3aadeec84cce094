# What the program says on the command line about nodes: a province's centre and the communes' own machines.

cli-serving-letters = Nhận dữ liệu đồng bộ giữa các máy tại { $url }
cli-serving-box = Đây là máy riêng của cấp xã; trung tâm tỉnh ở { $address }
cli-serve-no-box = Thư mục { $dir } chưa phải là máy riêng của cấp xã. Đăng ký bằng: motcua node enroll --dir { $dir } --province https://TRUNG_TÂM:CỔNG
cli-serve-is-box = Thư mục { $dir } là của máy cấp xã. Hãy chạy: motcua serve --role commune --dir { $dir }
cli-sync-listen-plain = Dữ liệu đồng bộ giữa các máy có thông tin của người dân: địa chỉ mà máy khác truy cập được phải có --tls-cert và --tls-key.

cli-tls-unreadable = Không đọc được { $file }: { $why }
cli-tls-certificate = Trong { $file } không có chứng thư. Cần tệp PEM: chứng thư của máy chủ đứng đầu, sau đó là các chứng thư cấp trên.
cli-tls-key = Trong { $file } không có khóa bí mật. Cần tệp PEM.
cli-tls-strangers = Chứng thư { $certificate } và khóa { $key } không phải một cặp.
cli-tls-unfit = Không dùng được chứng thư { $certificate } với khóa { $key }.
cli-tls-authority = Tệp của --ca không có chứng thư của bên ký. Cần tệp PEM.
cli-tls-no-authorities = Hệ thống này không có danh sách các bên ký chứng thư. Hãy cho biết ai ký chứng thư của trung tâm: --ca TỆP
cli-line-address = “{ $address }” không phải là địa chỉ của trung tâm. Hãy ghi như https://motcua.example.gov.vn:8443; chỉ được bỏ mã hóa khi ở ngay trên máy này.

cli-node-in-use = Chương trình ở { $dir } đang chạy. Hãy làm việc này ở trang “Máy của các đơn vị” (/manage/nodes), hoặc dừng chương trình rồi chạy lại lệnh.
cli-node-no-unit = Hôm nay không có đơn vị nào mang mã “{ $code }”.
cli-node-unknown = Không có máy nào là “{ $node }”. Xem danh sách ở trang /manage/nodes hoặc bằng “motcua node status”.
cli-node-many = Có nhiều máy cùng tên “{ $node }”: hãy ghi mã (id) của máy.
cli-node-invited-before = Lời mời này đã được tạo trước đó, mã mời không hiện lại được. Hãy thu hồi và tạo lời mời mới.
cli-node-invited = “{ $name }” được mời làm máy của: { $units }. Lời mời dùng một lần, đến { $until }. Gõ lệnh sau trên máy đó:
cli-node-some-address = https://TRUNG_TÂM:CỔNG
cli-node-invited-how = Thêm --ca TỆP nếu chứng thư của trung tâm do tỉnh tự ký. Không đưa mã mời cho ai khác: người có mã có thể chiếm chỗ của máy. Mã chỉ hiện lúc này.
cli-node-revoked = Đã ngắt “{ $name }”: từ nay không nhận gì của máy này nữa. Các đơn vị của máy làm việc tiếp khi có máy khác thay (motcua node invite --replace), hoặc khi trung tâm nhận lại (motcua node take-back).
cli-node-withdrawn = Đã rút lời mời của “{ $name }”: mã mời đó không dùng được nữa.
cli-node-given = “{ $name }” nay là máy của cả { $unit }. Máy sẽ tải sổ của đơn vị này ở lần đồng bộ tới.
cli-node-taken-back = { $unit } nay làm việc tại trung tâm. Những gì máy cũ chưa gửi sẽ chờ ở “motcua node strays” khi máy đó kết nối lại.

cli-node-taken = Thư mục { $dir } đã có dữ liệu riêng. Hãy chọn thư mục mới cho máy của xã.
cli-node-no-address = Hãy cho biết địa chỉ của trung tâm: --province https://TRUNG_TÂM:CỔNG
cli-node-type-token = Gõ mã mời rồi nhấn Enter:
cli-node-no-token = Cần mã mời: --token MÃ, hoặc một dòng ở đầu vào chuẩn. Trung tâm tạo mã bằng: motcua node invite
cli-node-not-enrolled = Chưa đăng ký được máy này: { $why }
cli-enroll-token = Mã mời không đọc được. Hãy chép cả dòng, bắt đầu bằng mc1, không thiếu ký tự nào.
cli-enroll-stranger = Máy trả lời không phải trung tâm đã lập mã mời này. Hãy xem lại địa chỉ ở --province, và chép lại mã mời cho đúng.
cli-enroll-bad-token = Mã mời không dùng được: sai, đã dùng, hết hạn hoặc đã rút lại. Hãy xin trung tâm lập lời mời mới.
cli-enroll-certificate = Máy này không tin chứng thư của trung tâm. Hãy thêm --ca TỆP với tệp chứng thư của bên ký, và ghi --province đúng tên có trong chứng thư.
cli-enroll-no-centre = Địa chỉ này trả lời nhưng không phải trung tâm của một tỉnh. Hãy xem lại --province; trên trung tâm phải có lời mời rồi mới nhận máy.
cli-node-away = Không liên lạc được với trung tâm. Hãy xem trung tâm có đang chạy không, địa chỉ có đúng không, rồi chạy lại lệnh. ({ $why })
cli-node-enrolled = Máy này nay thuộc { $province }, là máy của: { $units }
cli-node-goes-on = Máy này đã đăng ký từ trước: tải tiếp, không dùng đến mã mời. Muốn vào lại bằng lời mời mới: motcua node begin-anew
cli-node-fetching = Đang tải
cli-node-fetched = Đã chuyển { $count } bút toán và tệp. Hai bên đã khớp.
cli-node-refused = Trung tâm từ chối máy này: { $why }
cli-node-level = Hãy chạy: motcua serve --role commune --dir { $dir }

cli-node-anew-explain = Máy ở { $dir } sẽ bắt đầu lại: thư mục được cất nguyên vẹn thành { $aside } và một thư mục mới được tải từ trung tâm. Những gì chỉ máy này có được báo cho trung tâm trước, ở đó có người xem (motcua node strays); không có gì bị xóa. Cần lời mời mới: motcua node invite --replace, tại trung tâm. Để thực hiện, thêm --yes.
cli-node-anew-untold = Chưa báo được cho trung tâm những gì chỉ máy này có: { $why }. Dữ liệu đó vẫn nằm trong thư mục được cất.
cli-node-anew-told = Những gì chỉ máy này có đã nằm ở trung tâm, chờ người xem: motcua node strays, tại trung tâm. Tệp đính kèm cũng đi theo.
cli-node-anew-done = Máy ở { $dir } đã bắt đầu lại. Thư mục trước đây nằm ở { $aside }: hãy giữ cho đến khi “motcua node strays” không còn gì chờ. Chạy bằng: motcua serve --role commune --dir { $dir }
cli-node-anew-server = Chương trình không tự cất cơ sở dữ liệu trên máy chủ. Hãy tạo cơ sở dữ liệu mới và đăng ký: motcua node enroll

cli-node-no-faults = Không có gì của các máy bị từ chối.
cli-node-fault-times = { $times } lần, từ { $first } đến { $last }
cli-node-no-stray = Không có bút toán nào chờ với khóa “{ $key }”.
cli-node-strays = { $count } bút toán chờ người xem. Xử lý ở trang /manage/nodes; xem đầy đủ một bút toán bằng: motcua node strays --show KHÓA

cli-node-lone = Nơi này đang làm việc một mình, chưa biết máy nào khác. Trung tâm bắt đầu bằng: motcua node invite; máy của xã bằng: motcua node enroll
cli-node-is-centre = Đây là trung tâm của { $province }.
cli-node-is-box = Đây là máy riêng của cấp xã; trung tâm tỉnh ở { $address }
cli-node-is-level = Hai bên đã khớp.
cli-node-nothing-waits = Không có gì chờ gửi.
cli-node-no-ledgers = Máy này không giữ sổ của đơn vị nào. Nếu mới đăng ký dở dang, chạy lại motcua node enroll. Nếu đã có máy khác thay, hoặc sổ đã về máy của tỉnh, hãy tắt máy này; cán bộ làm việc ở nơi mới.
cli-node-is-behind = { $entries } bút toán và { $files } tệp chờ gửi, cũ nhất từ { $oldest }.
cli-node-files-unsent = { $files } tệp chờ gửi.
cli-node-files-behind = Còn { $files } tệp chưa tải về.
cli-node-is-cut = Mất đường truyền từ { $since }. Vẫn làm việc bình thường; có đường truyền thì gửi ngay.
cli-node-is-refused = Trung tâm từ chối máy này: { $why }
cli-node-is-full = Ổ đĩa của trung tâm đã đầy: đường truyền vẫn tốt, chưa gì bị mất. Báo quản trị của tỉnh; có chỗ trở lại thì máy tự gửi.
cli-node-contact = Lần cuối liên lạc với bên kia: { $at }
cli-node-never = Chưa từng liên lạc với bên kia.
cli-node-waiting = thiếu { $entries } bút toán · thiếu { $files } tệp · liên lạc lần cuối { $at }
cli-node-faults-open = { $count } lần từ chối chờ xem: motcua node faults

cli-receipt-keys = { $file } không chứa khóa công bố. Tải từ trang /keys.json của tỉnh
cli-receipt-by = Chữ ký đúng của tỉnh: hồ sơ { $code }, do { $node } ký.
cli-receipt-by-revoked = Hồ sơ { $code } mang chữ ký của { $node }, khóa này về sau đã bị thu hồi. Chỉ sổ của tỉnh mới cho biết giấy này có thật hay không: hãy hỏi tỉnh.
