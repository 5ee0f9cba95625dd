-- random program 274
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
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 3")
  say("w1 4 end")
end
local function w2()
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 barrier " .. br:wait())
  say("w2 barrier " .. br:wait())
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 9 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 11 in")
    do local _ <close> = defer(function()
      sleep(2)
      say("w3 12 finally")
    end)
      do local _ <close> = sm:hold()
        say("w3 14 in")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3 16 ok") elseif type(e) == "string" then say("w3 16 err " .. kind(e)) else error(e, 0) end end
        say("w3 got " .. q:get())
      end
      if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    end
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3 20 ok") elseif type(e) == "string" then say("w3 20 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        sleep(0)
        say("w3 23")
        sleep(0)
        say("w3 25")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3 26 ok") elseif type(e) == "string" then say("w3 26 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Timeout) then say("w3 21 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w3 19 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 27 ok") elseif type(e) == "string" then say("w3 27 err " .. kind(e)) else error(e, 0) end end
  say("w3 28 end")
end
local function w4()
  do local ok, e = pcall(timeout, 2, function()
    q:put(30)
    say("w4 31 put 30")
    sleep(1)
    say("w4 33")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w4 29 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w4 36")
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 count " .. current():cancelling())
  say("w4 39 end")
end
local function w5()
  sleep(2)
  say("w5 41")
  do local _ <close> = lk:hold()
    say("w5 43 in")
    say("w5 45")
    ev:wait()
    say("w5 47 ev")
    sleep(1)
    say("w5 49")
  end
  say("w5 50 end")
end
local function w6()
  if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  q:put(52)
  say("w6 53 put 52")
  do local ok, e = pcall(function()
    if not q:full() then q:put_nowait(55) end
    ev:wait()
    say("w6 57 ev")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w6 58 ok") elseif type(e) == "string" then say("w6 58 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w6 54 cancelled swallow")
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  sleep(2)
  say("w6 61")
  say("w6 62 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
if not q:empty() then q:get_nowait() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
