-- random program 105
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
  if T.w5 then say("w1 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 3")
  say("w1 4 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 5 ok") elseif type(e) == "string" then say("w2 5 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w2 7 in")
    ev:wait()
    say("w2 9 ev")
  end
  sleep(2)
  say("w2 11")
  do local _ <close> = sm:hold()
    say("w2 13 in")
    do local ok, e = pcall(timeout, 2, function()
      local function f16()
        say("w2.f16 17")
        sleep(1)
        say("w2.f16 19")
        return "f16"
      end
      local function f20()
        say("w2.f20 21")
        ev:clear()
        say("w2.f20 24")
        q:put(25)
        say("w2.f20 26 put 25")
        return "f20"
      end
      local function f27()
        say("w2.f27 28")
        sleep(2)
        say("w2.f27 30")
        sleep(2)
        say("w2.f27 32")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f27"
      end
      do local ok, e = pcall(function() say("w2 15 got " .. table.concat({ gather { spawn("f16", f16), spawn("f20", f20), spawn("f27", f27) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 15 err " .. kind(e)) else error(e, 0) end end end
      local function f35()
        say("w2.f35 36")
        ev:wait()
        say("w2.f35 38 ev")
        say("w2.f35 count " .. current():cancelling())
        sleep(2)
        say("w2.f35 41")
        return "f35"
      end
      local function f42()
        say("w2.f42 43")
        ev:clear()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f42 45 ok") elseif type(e) == "string" then say("w2.f42 45 err " .. kind(e)) else error(e, 0) end end
        sleep(5)
        say("w2.f42 47")
        return "f42"
      end
      for _, x in ipairs(gather({ spawn("f35", f35), spawn("f42", f42) }, { return_errors = true })) do
        say("w2 34 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Timeout) then say("w2 14 timeout") elseif not ok then error(e, 0) end end
  end
  say("w2 48 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 50 in")
    say("w3 52")
    local function f54()
      say("w3.f54 55")
      if not q:empty() then say("w3.f54 took " .. q:get_nowait()) end
      error("E57", 0)
    end
    do local ok, e = pcall(function() say("w3 53 " .. wait_for(1, spawn("f54", f54))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 53 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = lk:hold()
      say("w3 59 in")
      do local ok, e = pcall(timeout, 3, function()
        say("w3 count " .. current():cancelling())
        say("w3 63")
        sleep(0)
        say("w3 65")
      end)
        if is(e, Timeout) then say("w3 60 timeout") elseif not ok then error(e, 0) end end
      say("w3 got " .. q:get())
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3 67 ok") elseif type(e) == "string" then say("w3 67 err " .. kind(e)) else error(e, 0) end end
    end
  end
  ev:clear()
  ev:set()
  say("w3 got " .. q:get())
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 72 end")
end
local function w4()
  sleep(0)
  say("w4 74")
  sleep(3)
  say("w4 76")
  q:put(77)
  say("w4 78 put 77")
  do local ok, e = pcall(timeout, 2, function()
    ev:set()
  end)
    if is(e, Timeout) then say("w4 79 timeout") elseif not ok then error(e, 0) end end
  say("w4 81 end")
end
local function w5()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w5 82 ok") elseif type(e) == "string" then say("w5 82 err " .. kind(e)) else error(e, 0) end end
  if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  say("w5 84 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(5)
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
