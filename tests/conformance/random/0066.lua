-- random program 66
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  say("w1 count " .. current():cancelling())
  local function f5()
    say("w1.f5 6")
    local function f8()
      say("w1.f5.f8 9")
      local function f11()
        say("w1.f5.f8.f11 12")
        sleep(2)
        say("w1.f5.f8.f11 14")
        sleep(2)
        say("w1.f5.f8.f11 16")
        if T.w5 then say("w1.f5.f8.f11 cancels w5 " .. yn(T.w5:cancel())) end
        error("E18", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f11", f11)
        sleep(2)
        say("w1.f5.f8 20")
        say("w1.f5.f8 22")
      end)
        if is(e, ErrorGroup) then say("w1.f5.f8 10 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f5.f8 24")
      return "f8"
    end
    do local ok, e = pcall(function() say("w1.f5 7 got " .. table.concat({ gather { spawn("f8", f8) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f5 7 err " .. kind(e)) else error(e, 0) end end end
    return "f5"
  end
  do local ok, e = pcall(function() say("w1 4 " .. wait_for(1, spawn("f5", f5))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 4 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = lk:hold()
    say("w1 26 in")
    do local _ <close> = defer(function()
      say("w1 27 finally")
    end)
      say("w1 29")
    end
    sleep(1)
    say("w1 31")
    q:put(32)
    say("w1 33 put 32")
  end
  say("w1 got " .. q:get())
  say("w1 35 end")
end
local function w2()
  sleep(1)
  say("w2 37")
  sleep(2)
  say("w2 39")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w2 size " .. q:size())
  sleep(2)
  say("w2 43")
  say("w2 44 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(timeout, 5, function()
      sleep(2)
      say("w3 49")
      q:put(50)
      say("w3 51 put 50")
      if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, Timeout) then say("w3 47 timeout") elseif not ok then error(e, 0) end end
    say("w3 got " .. q:get())
    sleep(1)
    say("w3 55")
  end)
    if is(e, Timeout) then say("w3 46 timeout") elseif not ok then error(e, 0) end end
  say("w3 57")
  q:put(58)
  say("w3 59 put 58")
  ev:wait()
  say("w3 61 ev")
  say("w3 62 end")
end
local function w4()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 63 ok") elseif type(e) == "string" then say("w4 63 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w4 65 in")
    do local ok, e = pcall(function()
      say("w4 barrier " .. br:wait())
    end)
      if is(e, Cancelled) then say("w4 66 cancelled cleanup")
        sleep(5)
        say("w4 66 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(1)
    say("w4 69")
    q:put(70)
    say("w4 71 put 70")
  end
  say("w4 72 end")
end
local function w5()
  do local _ <close> = lk:hold()
    say("w5 74 in")
    do local _ <close> = sm:hold()
      say("w5 76 in")
      say("w5 78")
    end
  end
  do local ok, e = pcall(timeout, 0, function()
    sleep(5)
    say("w5 81")
  end)
    if is(e, Timeout) then say("w5 79 timeout") elseif not ok then error(e, 0) end end
  say("w5 82 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(5)
sleep(5)
say('main ends')
