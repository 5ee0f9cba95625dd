-- random program 264
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 4")
  end
  do local _ <close> = lk:hold()
    say("w1 6 in")
    sleep(5)
    say("w1 8")
    do local _ <close> = sm:hold()
      say("w1 10 in")
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(12) end
        sleep(5)
        say("w1 14")
        sleep(0)
        say("w1 16")
      end)
        if is(e, Cancelled) then say("w1 11 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        q:put(18)
        say("w1 19 put 18")
        sleep(1)
        say("w1 21")
      end)
        if is(e, Timeout) then say("w1 17 timeout") elseif not ok then error(e, 0) end end
      sleep(0)
      say("w1 23")
    end
    if not q:full() then q:put_nowait(24) end
  end
  local function f26()
    say("w1.f26 27")
    do local ok, e = pcall(timeout, 1, function()
      if not q:empty() then say("w1.f26 took " .. q:get_nowait()) end
      do local _ <close> = sm:hold()
        say("w1.f26 31 in")
        ev:clear()
        say("w1.f26 34")
        say("w1.f26 got " .. q:get())
      end
    end)
      if is(e, Timeout) then say("w1.f26 28 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w1.f26 37")
    if not q:full() then q:put_nowait(38) end
    error("E39", 0)
  end
  local function f40()
    say("w1.f40 41")
    if T.w2 then say("w1.f40 cancels w2 " .. yn(T.w2:cancel())) end
    local function f44()
      say("w1.f40.f44 45")
      sleep(1)
      say("w1.f40.f44 47")
      return "f44"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f44", f44)
    end)
      if is(e, ErrorGroup) then say("w1.f40 43 " .. kind(e)) elseif not ok then error(e, 0) end end
    error("E48", 0)
  end
  for _, x in ipairs(gather({ spawn("f26", f26), spawn("f40", f40) }, { return_errors = true })) do
    say("w1 25 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 49 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 51 in")
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    ev:clear()
    ev:set()
  end
  sleep(2)
  say("w2 56")
  local function f58()
    say("w2.f58 59")
    say("w2.f58 61")
    return "f58"
  end
  for _, x in ipairs(gather({ spawn("f58", f58) }, { return_errors = true })) do
    say("w2 57 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(1)
  say("w2 63")
  say("w2 64 end")
end
local function w3()
  say("w3 66")
  say("w3 68")
  do local _ <close> = sm:hold()
    say("w3 70 in")
    do local _ <close> = sm:hold()
      say("w3 72 in")
      ev:wait()
      say("w3 74 ev")
    end
    sleep(3)
    say("w3 76")
  end
  say("w3 77 end")
end
local function w4()
  ev:set()
  do local _ <close> = defer(function()
    say("w4 79 finally")
  end)
    do local ok, e = pcall(function()
      sleep(0)
      say("w4 82")
      say("w4 84")
      if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
    end)
      if is(e, Cancelled) then say("w4 80 cancelled cleanup")
        sleep(1)
        say("w4 80 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:clear()
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  q:put(89)
  say("w4 90 put 89")
  say("w4 91 end")
end
local function w5()
  ev:clear()
  local function f94()
    say("w5.f94 95")
    do local _ <close> = lk:hold()
      say("w5.f94 97 in")
      if not q:full() then q:put_nowait(98) end
    end
    ev:wait()
    say("w5.f94 100 ev")
    if T.w5 then say("w5.f94 cancels w5 " .. yn(T.w5:cancel())) end
    return "f94"
  end
  do local ok, e = pcall(function() say("w5 93 " .. wait_for(5, spawn("f94", f94))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 93 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  ev:wait()
  say("w5 104 ev")
  say("w5 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
