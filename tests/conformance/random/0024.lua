-- random program 24
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
  q:put(1)
  say("w1 2 put 1")
  if not q:full() then q:put_nowait(3) end
  q:put(4)
  say("w1 5 put 4")
  say("w1 6 end")
end
local function w2()
  ev:wait()
  say("w2 8 ev")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 9 ok") elseif type(e) == "string" then say("w2 9 err " .. kind(e)) else error(e, 0) end end
  say("w2 10 end")
end
local function w3()
  do local ok, e = pcall(function()
    ev:set()
    say("w3 14")
    local function f16()
      say("w3.f16 17")
      do local ok, e = pcall(function()
        if T.w1 then say("w3.f16 cancels w1 " .. yn(T.w1:cancel())) end
        ev:clear()
      end)
        if is(e, Cancelled) then say("w3.f16 18 cancelled err")
          error("X18", 0)
        elseif not ok then error(e, 0) end end
      say("w3.f16 size " .. q:size())
      error("E22", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f16", f16)
      sleep(5)
      say("w3 24")
      do local _ <close> = sm:hold()
        say("w3 26 in")
        say("w3 28")
        sleep(2)
        say("w3 30")
        q:put(31)
        say("w3 32 put 31")
      end
    end)
      if is(e, ErrorGroup) then say("w3 15 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w3 11 cancelled err")
      error("X11", 0)
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 34")
  sleep(1)
  say("w3 36")
  say("w3 barrier " .. br:wait())
  ev:wait()
  say("w3 39 ev")
  say("w3 40 end")
end
local function w4()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 41 ok") elseif type(e) == "string" then say("w4 41 err " .. kind(e)) else error(e, 0) end end
  local function f43()
    say("w4.f43 44")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(3)
    say("w4.f43 47")
    ev:wait()
    say("w4.f43 49 ev")
    return "f43"
  end
  do local ok, e = pcall(function() say("w4 42 " .. wait_for(2, spawn("f43", f43))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 42 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = defer(function()
    sleep(1)
    say("w4 50 finally")
  end)
    local function f52()
      say("w4.f52 53")
      if T.w5 then say("w4.f52 cancels w5 " .. yn(T.w5:cancel())) end
      if T.w1 then say("w4.f52 cancels w1 " .. yn(T.w1:cancel())) end
      local function f57()
        say("w4.f52.f57 58")
        q:put(59)
        say("w4.f52.f57 60 put 59")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f57"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f57", f57) }, { timeout = 1 }) do say("w4.f52 56 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f52 56 err " .. kind(e)) else error(e, 0) end end end
      error("E62", 0)
    end
    local function f63()
      say("w4.f63 64")
      do local _ <close> = lk:hold()
        say("w4.f63 66 in")
        sleep(2)
        say("w4.f63 68")
        q:put(69)
        say("w4.f63 70 put 69")
      end
      ev:set()
      return "f63"
    end
    for _, x in ipairs(gather({ spawn("f52", f52), spawn("f63", f63) }, { return_errors = true })) do
      say("w4 51 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w4 73")
  end
  say("w4 75")
  if T.w6 then say("w4 cancels w6 " .. yn(T.w6:cancel())) end
  say("w4 77 end")
end
local function w5()
  do local ok, e = pcall(function()
    sleep(0)
    say("w5 80")
  end)
    if is(e, Cancelled) then say("w5 78 cancelled swallow")
    elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w5 82 in")
    do local ok, e = pcall(timeout, 2, function()
      if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
      say("w5 count " .. current():cancelling())
      if not q:full() then q:put_nowait(86) end
    end)
      if is(e, Timeout) then say("w5 83 timeout") elseif not ok then error(e, 0) end end
    ev:set()
    ev:wait()
    say("w5 89 ev")
  end
  ev:wait()
  say("w5 91 ev")
  say("w5 got " .. q:get())
  say("w5 93 end")
end
local function w6()
  ev:wait()
  say("w6 95 ev")
  do local _ <close> = lk:hold()
    say("w6 97 in")
    sleep(0)
    say("w6 99")
    say("w6 count " .. current():cancelling())
    say("w6 102")
  end
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(104) end
  say("w6 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
say('main cancels w3 ' .. yn(T.w3:cancel()))
ev:set()
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
